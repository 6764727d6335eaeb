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
   * Of open pages, that are told at once. Each then fetches what has changed, about 10 ms of a
   * core: where more have something to hear all the time, one a second is told, in turns, so that
   * looking never costs the worker more than a few hundredths of a core.
   */
  private static final int AT_ONCE = 10;

  /** Of one process; what a few hundred people have open. */
  private static final int MOST = 1_000;

  private final List<Watcher> all = new CopyOnWriteArrayList<>();

  /** Who has something to hear, those who have waited longest first. */
  private final Set<Watcher> due = new LinkedHashSet<>();

  /** How many may be told now; one more with each second. */
  private int allowed = AT_ONCE;

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
    List<Watcher> now = due.stream().limit(allowed).toList();
    allowed = Math.min(AT_ONCE, allowed - now.size() + 1);
    for (Watcher watcher : now) {
      due.remove(watcher);
      String which = watcher.runs().isEmpty() ? "runs" : String.join(" ", watcher.runs());
      send(watcher, SseEmitter.event().name("changed").data(which, MediaType.TEXT_PLAIN));
    }
  }

  /** Whoever watches is told with the next change: nobody knows what has happened meanwhile. */
  void all() {
    all.forEach(watcher -> watcher.fresh().set(true));
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
