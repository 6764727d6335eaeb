package io.waggle.client;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.waggle.client.AgentClientException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Starts runs, and can start again what the engine forgot. */
final class RunStarter {
  /** {@code /v2} is seconds behind the engine, not more, unless it is away. */
  private static final Duration UNSHOWN_FOR = Duration.ofSeconds(15);

  private final RunStarts starts;
  private final NamedRuns runs;
  private final EngineCommands engine;
  private final Duration unshownFor;
  private final InstantSource clock = Clock.systemUTC();

  /** An empty engine has no process before a worker has noticed that. */
  private final RetryPolicy<Long> untilDeployed;

  private final TimeOrderedNames names = new TimeOrderedNames(clock);

  RunStarter(RunStarts starts, NamedRuns runs, EngineCommands engine, Connection connection) {
    this.starts = starts;
    this.runs = runs;
    this.engine = engine;
    this.untilDeployed =
        RetryPolicy.<Long>builder()
            .handleIf(
                thrown ->
                    thrown instanceof AgentClientException failure
                        && failure.reason() == Reason.NOT_DEPLOYED)
            .withDelay(Duration.ofMillis(200))
            .withMaxRetries(-1)
            .withMaxDuration(connection.patience())
            .build();
    this.unshownFor = Collections.min(List.of(connection.patience(), UNSHOWN_FOR));
  }

  StartedRun start(RunRequest request) {
    String name = Optional.ofNullable(request.id()).orElseGet(names::next);
    return started(name, () -> starts.start(name, request));
  }

  StartedRun replay(ReplayRequest request) {
    return started(
        request.run(), () -> Failsafe.with(untilDeployed).get(() -> starts.replay(request)));
  }

  StartedRun fork(ForkRequest request) {
    String name = Optional.ofNullable(request.id()).orElseGet(names::next);
    return started(name, () -> starts.fork(name, request));
  }

  private StartedRun started(String name, LongSupplier start) {
    return new StartedRun(name, start, runs, engine, clock, unshownFor);
  }
}
