package io.waggle.console.live;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open pages that are told when a run changes. */
final class Watchers {
  /** A browser comes back by itself; whether it may is asked anew then. */
  private static final long OPEN_MILLIS = 10 * 60 * 1_000L;

  private static final long COME_BACK_MILLIS = 2_000;

  /**
   * Of open pages, a second: each fetches what has changed, which costs the worker something. Where
   * more have something to hear, they take turns, so that the whole never costs more than that.
   */
  private static final int TOLD_A_SECOND = 4;

  /** Of one process; what a few hundred people have open. */
  private static final int MOST = 1_000;

  private final List<Watcher> all = new CopyOnWriteArrayList<>();

  /** Who has something to hear, those who have waited longest first. */
  private final Set<Watcher> due = new LinkedHashSet<>();

  /** {@code fresh}: what happened between its page and its stream it has not been told. */
  private record Watcher(SseEmitter emitter, Set<String> runs, AtomicBoolean fresh) {
    boolean cares(Set<String> changed) {
      return fresh.getAndSet(false)
          || (runs.isEmpty() ? !changed.isEmpty() : runs.stream().anyMatch(changed::contains));
    }
  }

  /**
   * @param runs names; none: whatever run it is
   * @return the stream; empty if there are too many
   */
  Optional<SseEmitter> watch(Set<String> runs) {
    if (all.size() >= MOST) {
      return Optional.empty();
    }
    Watcher watcher =
        new Watcher(new SseEmitter(OPEN_MILLIS), Set.copyOf(runs), new AtomicBoolean(true));
    watcher.emitter().onCompletion(() -> all.remove(watcher));
    watcher.emitter().onError(gone -> all.remove(watcher));
    watcher.emitter().onTimeout(watcher.emitter()::complete);
    all.add(watcher);
    send(watcher, SseEmitter.event().reconnectTime(COME_BACK_MILLIS).comment("watching"));
    return Optional.of(watcher.emitter());
  }

  boolean isAny() {
    return !all.isEmpty();
  }

  /**
   * Tells those who care that something has happened, at once or within the next seconds. Called
   * once a second by one thread.
   *
   * @param runs in which
   */
  void changed(Set<String> runs) {
    all.stream().filter(watcher -> watcher.cares(runs)).forEach(due::add);
    due.retainAll(all);
    List<Watcher> now = due.stream().limit(TOLD_A_SECOND).toList();
    for (Watcher watcher : now) {
      due.remove(watcher);
      String which = watcher.runs().isEmpty() ? "runs" : String.join(" ", watcher.runs());
      send(watcher, SseEmitter.event().name("changed").data(which, MediaType.TEXT_PLAIN));
    }
  }

  /** Finds out who has left. */
  void beat() {
    all.forEach(watcher -> send(watcher, SseEmitter.event().comment("")));
  }

  void close() {
    all.forEach(watcher -> watcher.emitter().complete());
    all.clear();
  }

  private void send(Watcher watcher, SseEmitter.SseEventBuilder event) {
    try {
      watcher.emitter().send(event);
    } catch (IOException | IllegalStateException gone) {
      all.remove(watcher);
    }
  }
}
