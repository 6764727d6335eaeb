package io.waggle.client;

import io.waggle.bpmn.Cancellation;
import io.waggle.bpmn.Steering;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.NamedRuns.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Follows runs that exist, and speaks to them, by whatever they are called. */
final class RunFollower {
  private final ProcessInstances instances;
  private final NamedRuns runs;
  private final EngineCommands engine;
  private final Patience patience;
  private final Supplier<StatusReader> readers;
  private final RunWatch.Cluster cluster;

  private RunFollower(
      ProcessInstances instances,
      EngineCommands engine,
      Patience patience,
      Supplier<StatusReader> readers,
      RunWatch.Cluster cluster) {
    this.instances = instances;
    this.runs = new NamedRuns(instances);
    this.engine = engine;
    this.patience = patience;
    this.readers = readers;
    this.cluster = cluster;
  }

  static RunFollower of(
      ProcessInstances instances,
      UserTasks tasks,
      EngineCommands engine,
      Connection connection,
      Reachability reachability) {
    GateReader gates = new GateReader(instances, tasks);
    return new RunFollower(
        instances,
        engine,
        new Patience(connection, reachability),
        () -> new StatusReader(instances, gates, connection, Clock.systemUTC()),
        new RunWatch.Cluster(connection.restAddress(), reachability));
  }

  RunResult await(String run, Duration timeout, RunListener listener) {
    return RunResult.of(watch(named(run), timeout, listener).toTheEnd());
  }

  RunResult await(StartedRun run, Duration timeout, RunListener listener) {
    return RunResult.of(watch(run, timeout, listener).ofStarted().toTheEnd());
  }

  private RunWatch watch(Followed run, Duration timeout, RunListener listener) {
    return new RunWatch(readers.get(), cluster, run, timeout, listener, Clock.systemUTC());
  }

  private FollowedName named(String run) {
    return new FollowedName(RunText.check(run), runs);
  }

  RunStatus status(String run) {
    FollowedName named = named(run);
    return patience
        .untilShown(() -> readers.get().read(named))
        .orElseThrow(() -> RunWatch.noSuchRun(run));
  }

  RunStatus status(StartedRun run) {
    return patience
        .untilCertainlyShown(() -> readers.get().read(run))
        .orElseThrow(() -> RunWatch.noSuchRun(run.name()));
  }

  /** Of the process instance that is the run at present, once it is shown. */
  long key(String run) {
    return RunText.key(RunText.check(run))
        .or(() -> patience.untilShown(() -> runs.find(run).map(Named::key)))
        .orElseThrow(() -> RunWatch.noSuchRun(run));
  }

  void cancel(String run, Cancellation how) {
    Named named = alive(run);
    engine.cancel(run, named.key(), address(run, named), how);
  }

  void cancel(StartedRun run, Cancellation how) {
    engine.cancel(run.name(), run.key(), run.name(), how);
  }

  void steer(String run, Steering steering) {
    Named named = alive(run);
    engine.steer(run, named.key(), address(run, named), steering);
  }

  void steer(StartedRun run, Steering steering) {
    engine.steer(run.name(), run.key(), run.name(), steering);
  }

  void retry(long incident) {
    Optional<ProcessInstances.OpenIncident> found =
        patience.untilShown(() -> instances.incident(incident));
    engine.retry(incident, found.orElseThrow(EngineCommands::noIncident).job());
  }

  private Named alive(String run) {
    RunText.check(run);
    return patience
        .untilShown(() -> runs.find(run))
        .filter(Named::active)
        .orElseThrow(() -> EngineCommands.noActiveRun(run));
  }

  private String address(String run, Named named) {
    return Optional.ofNullable(named.address())
        .or(() -> patience.untilShown(() -> runs.find(named.key()).map(Named::address)))
        .orElseThrow(
            () ->
                new AgentClientException(
                    Reason.NOT_ACCEPTED,
                    "Run %s has no name yet that a message could find it by: no worker has accepted its task. Try again once one has, or terminate the run."
                        .formatted(run)));
  }

  void terminate(String run) {
    Optional<Long> key = RunText.key(RunText.check(run));
    if (key.isPresent()) {
      engine.terminate(run, key.get());
    } else {
      terminateAll(run, patience.untilShown(() -> alive(run, Optional.empty())).orElse(List.of()));
    }
  }

  void terminate(StartedRun run) {
    run.terminated();
    List<Long> keys;
    try {
      keys = alive(run.name(), Optional.of(run.key())).orElseThrow();
    } catch (AgentClientException unread) {
      keys = List.of(run.key());
    }
    terminateAll(run.name(), keys);
  }

  /**
   * All instances that go by the name and live, the present one last: one that waits for its end
   * would go on in its place.
   */
  private Optional<List<Long>> alive(String name, Optional<Long> also) {
    List<Named> shown = runs.goingBy(name).stream().filter(Named::active).toList();
    List<Long> keys = new ArrayList<>();
    for (Named named : shown) {
      // What somebody's process has called ends with that process.
      if (keys.isEmpty() || named.instance().parentKey() == null) {
        keys.addFirst(named.key());
      }
    }
    also.filter(key -> !keys.contains(key)).ifPresent(keys::addFirst);
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys);
  }

  private void terminateAll(String run, List<Long> keys) {
    boolean terminated = false;
    for (long key : keys) {
      try {
        engine.terminate(run, key);
        terminated = true;
      } catch (AgentClientException failure) {
        if (failure.reason() != Reason.NO_SUCH_RUN) {
          throw failure;
        }
      }
    }
    if (!terminated) {
      throw EngineCommands.noActiveRun(run);
    }
  }
}
