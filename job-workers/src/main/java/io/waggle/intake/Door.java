package io.waggle.intake;

import io.waggle.bpmn.RunNames;
import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.EngineJob;
import io.waggle.engine.LiveInstances;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Place;
import io.waggle.engine.VariableReader;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.NamedRun;
import io.waggle.journal.Paths;
import io.waggle.journal.RunRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides which run at the top a process instance is. Whoever starts a run may do so twice, because
 * an answer was lost, and an engine may forget an instance or be gone with all of them: of those
 * that have one name, one is the run.
 */
final class Door {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final RunRegistry runs;
  private final Journal journal;
  private final LiveInstances instances;
  private final ConnectedEngine engine;
  private final Forking forking;

  Door(
      RunRegistry runs,
      Journal journal,
      LiveInstances instances,
      ConnectedEngine engine,
      Forking forking) {
    this.forking = forking;
    this.runs = runs;
    this.journal = journal;
    this.instances = instances;
    this.engine = engine;
  }

  /**
   * @return where the run's task is accepted; a place without a path where the run has ended, and
   *     the process instance only gets to know how
   * @throws OnHoldException while another process instance is the run
   * @throws NeedsPersonException if the name cannot be used, or a person has to say whether the run
   *     goes on
   */
  Place pass(EngineJob job, Start start) {
    String mark = engine.mark();
    Optional<NamedRun> own = runs.of(mark, job.processInstanceKey());
    if (own.isPresent()) {
      requireNamed(own.get(), job, start);
      return own(own.get(), job, start);
    }
    String id = name(start);
    while (true) {
      Optional<NamedRun> other = runs.find(id);
      Optional<Place> place =
          other.isPresent() ? beside(other.get(), job, start, mark) : begin(id, job, start, mark);
      if (place.isPresent()) {
        return place.get();
      }
    }
  }

  private static String name(Start start) {
    String given = start.name();
    if (given == null) {
      return UUID.randomUUID().toString();
    }
    try {
      return RunNames.check(given);
    } catch (IllegalArgumentException noName) {
      throw VariableReader.wrong(
          List.of(
              "'runId' does not fit: "
                  + String.valueOf(noName.getMessage()).replaceAll("\\.$", "")),
          noName);
    }
  }

  /** An engine that was restored from a backup gives keys once more that it gave since then. */
  private static void requireNamed(NamedRun run, EngineJob job, Start start) {
    if (start.name() != null && !start.name().equals(run.id())) {
      throw new NeedsPersonException(
          "The engine has given the key %d once more, which the run '%s' had: it was restored from a backup that is older than the journal, or 'runId' was changed. Cancel this process instance and start the run '%s' again."
              .formatted(job.processInstanceKey(), run.id(), start.name()),
          null);
    }
  }

  /** What a run is asked may be corrected until it is accepted. */
  private Place own(NamedRun run, EngineJob job, Start start) {
    if (start.replay() == null
        && !(run.request().equals(start.digest()) && run.agent().equals(job.agent().name()))
        && journal.find(new JobAddress(run.id(), Paths.accept(""))).isEmpty()) {
      if (start.fork() == null) {
        start.check();
      }
      runs.correct(run, job.agent().name(), start.digest(), start.words());
    }
    return accept(run);
  }

  private Optional<Place> begin(String id, EngineJob job, Start start, String mark) {
    if (start.replay() != null) {
      throw new NeedsPersonException(
          "The journal has no run '%s' that could be recreated. Correct 'runId' (in Operate: edit the variable) and resolve this incident, or cancel this process instance."
              .formatted(id),
          null);
    }
    if (start.fork() == null) {
      start.check();
    }
    NamedRun run =
        new NamedRun(
            id, job.agent().name(), start.digest(), 1, mark, job.processInstanceKey(), false);
    boolean entered =
        start.fork() == null ? runs.enter(run, start.words()) : forking.fork(run, start.fork());
    return entered ? Optional.of(accept(run)) : Optional.empty();
  }

  private Optional<Place> beside(NamedRun run, EngineJob job, Start start, String mark) {
    if (run.isLone()) {
      throw new NeedsPersonException(
          "'%s' is the name of one call of a process, which is no run. Correct 'runId' (in Operate: edit the variable) and resolve this incident, or cancel this process instance."
              .formatted(run.id()),
          null);
    }
    requireSame(run, job, start);
    if (run.ended()) {
      return Optional.of(new Place(run.id(), run.epoch(), "", null, null));
    }
    if (start.replay() == null) {
      await(run, mark);
    } else {
      makeRoom(run, start.replay().takeOver(), mark);
    }
    if (!runs.find(run.id()).equals(Optional.of(run))) {
      return Optional.empty(); // it ended while it was looked for, or another one is the run now
    }
    if (start.replay() == null) {
      requireOnlyBegun(run, mark);
    }
    return runs.adopt(run, mark, job.processInstanceKey()).map(Door::accept);
  }

  private static void requireSame(NamedRun run, EngineJob job, Start start) {
    boolean sameAgent = run.agent().equals(job.agent().name());
    if (!sameAgent || (start.replay() == null && !run.request().equals(start.digest()))) {
      throw new NeedsPersonException(
          "There is a run '%s' already, %s. Give this one another name: correct 'runId' (in Operate: edit the variable) and resolve this incident, or cancel this process instance."
              .formatted(
                  run.id(),
                  sameAgent
                      ? "which was asked something else"
                      : "of the agent '%s'".formatted(run.agent())),
          null);
    }
  }

  private void await(NamedRun run, String mark) {
    boolean here = run.engine().equals(mark);
    if (here ? instances.has(run.instance()) : runs.isServed(run.engine())) {
      throw new OnHoldException(
          "The run '%s' goes on as the process instance %d; this one ends with it."
              .formatted(run.id(), run.instance()),
          LOOK_AGAIN);
    }
  }

  /** Where nothing was done yet, the process instance may be one that the engine has forgotten. */
  private void requireOnlyBegun(NamedRun run, String mark) {
    if (!runs.hasOnlyBegun(run.id())) {
      throw new NeedsPersonException(
          "The process instance %d, which was the run '%s', is gone%s: somebody has terminated it, or the engine has lost it. To let the run go on, cancel this process instance and say 'waggle replay %s'; or give this one the variable 'replay' with the value {\"takeOver\": false} and resolve this incident."
              .formatted(
                  run.instance(),
                  run.id(),
                  run.engine().equals(mark) ? "" : ", with the engine that it was on",
                  run.id()),
          null);
    }
  }

  /** Before a run is recreated, the process instance that it is must be gone. */
  private void makeRoom(NamedRun run, boolean takeOver, String mark) {
    if (run.engine().equals(mark)) {
      if (!instances.has(run.instance())) {
        return;
      }
      if (takeOver) {
        instances.terminate(run.instance());
        return;
      }
    } else if (takeOver || !runs.isServed(run.engine())) {
      return;
    }
    throw new OnHoldException(
        "The run '%s' still goes on as the process instance %d%s; it is recreated once that is gone, or at once where it is told to take over."
            .formatted(
                run.id(),
                run.instance(),
                run.engine().equals(mark) ? "" : " of another engine, which a worker serves"),
        LOOK_AGAIN);
  }

  private static Place accept(NamedRun run) {
    return new Place(run.id(), run.epoch(), "", Paths.accept(""), null);
  }
}
