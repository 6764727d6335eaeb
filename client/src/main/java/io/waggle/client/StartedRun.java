package io.waggle.client;

import io.waggle.bpmn.Models;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.NamedRuns.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A run that this client has started. An engine may answer a start and forget it when its broker
 * dies (camunda/camunda#59177), and give the key to another instance; then it is started again,
 * which is harmless also where that was a mistake: by its name it is one run. Safe for use by
 * several threads.
 */
final class StartedRun implements Followed {
  /** What a key stands for, as far as {@code /v2} shows. */
  private enum Shown {
    NOTHING,
    THIS_RUN,
    SOMETHING_ELSE
  }

  private final String name;
  private final LongSupplier start;
  private final NamedRuns runs;
  private final EngineCommands engine;
  private final InstantSource clock;
  private final List<Long> keys = new ArrayList<>();
  private Duration unshownFor;
  private Instant doubtedFrom;
  private @Nullable Long present;
  private boolean terminated;
  private boolean lost;

  /**
   * Starts it.
   *
   * @param start gives the key of a new process instance of the run
   * @param unshownFor how long it may not be shown before the engine is asked whether it has it
   */
  StartedRun(
      String name,
      LongSupplier start,
      NamedRuns runs,
      EngineCommands engine,
      InstantSource clock,
      Duration unshownFor) {
    this.name = name;
    this.start = start;
    this.runs = runs;
    this.engine = engine;
    this.clock = clock;
    this.unshownFor = unshownFor;
    keys.add(start.getAsLong());
    this.doubtedFrom = clock.instant().plus(unshownFor);
  }

  @Override
  public String name() {
    return name;
  }

  /** Of the process instance that is the run, as far as this client knows. */
  synchronized long key() {
    return present == null ? keys.getLast() : present;
  }

  /** It is not started again after this. */
  synchronized void terminated() {
    terminated = true;
  }

  @Override
  public synchronized Optional<Long> instance() {
    if (present == null && lost) {
      present = runs.find(name).map(Named::key).orElse(null);
    } else if (present == null) {
      look();
    }
    return Optional.ofNullable(present);
  }

  /** The run had begun, so starting it is not what brings it back: it has to be recreated. */
  @Override
  public synchronized void gone() {
    present = null;
    lost = true;
  }

  private void look() {
    Shown newest = Shown.NOTHING;
    try {
      for (long key : keys) {
        newest = shown(key);
        if (newest == Shown.THIS_RUN) {
          present = key;
          return;
        }
      }
    } catch (AgentClientException unread) {
      // Nothing could have shown it meanwhile.
      doubtedFrom = clock.instant().plus(unshownFor);
      throw unread;
    }
    if (newest == Shown.SOMETHING_ELSE || (clock.instant().isAfter(doubtedFrom) && forgotten())) {
      startAgain();
    }
  }

  private Shown shown(long key) {
    Optional<Named> found = runs.find(key);
    if (found.isEmpty()) {
      return Shown.NOTHING;
    }
    String address = found.get().address();
    if (name.equals(address)) {
      return Shown.THIS_RUN;
    }
    // Variables are exported apart from their instance, and may show later.
    return address == null && found.get().instance().processId().equals(Models.AGENT)
        ? Shown.NOTHING
        : Shown.SOMETHING_ELSE;
  }

  /** {@code /v2} may be behind the engine, which knows for certain. */
  private boolean forgotten() {
    doubtedFrom = clock.instant().plus(unshownFor);
    try {
      return !engine.has(keys.getLast());
    } catch (AgentClientException unknown) {
      if (unknown.reason() == Reason.UNREACHABLE) {
        throw unknown;
      }
      return false;
    }
  }

  private void startAgain() {
    if (terminated) {
      return;
    }
    // It may have ended unseen: the longer nothing shows, the less another start will help.
    unshownFor = unshownFor.multipliedBy(2);
    doubtedFrom = clock.instant().plus(unshownFor);
    try {
      keys.add(start.getAsLong());
    } catch (AgentClientException notYet) {
      // An engine that has lost everything has no process until a worker deploys it.
      if (notYet.reason() != Reason.NOT_DEPLOYED) {
        throw notYet;
      }
    }
  }

  /** Whoever recreated the run has ended the earlier instance. */
  @Override
  public synchronized boolean goesOn(RunStatus ended) {
    Integer last = runs.find(ended.key()).map(Named::epoch).orElse(null);
    if (last == null) {
      return false;
    }
    Optional<Named> next =
        runs.goingBy(name).stream().filter(named -> isAfter(named, last)).findFirst();
    next.ifPresent(named -> present = named.key());
    return next.isPresent();
  }

  private static boolean isAfter(Named named, int epoch) {
    Integer other = named.epoch();
    return other != null && other > epoch;
  }

  @Override
  public long shownBy(RunStatus own) {
    return runs.atWork(name, own);
  }
}
