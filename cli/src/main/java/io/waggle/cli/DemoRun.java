package io.waggle.cli;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.ReplayRequest;
import java.time.Duration;

/** Makes the demo's run anew on an engine that knows nothing of it. */
final class DemoRun {
  /** An empty engine has no processes before the worker has noticed that. */
  private static final RetryPolicy<Object> UNTIL_DEPLOYED =
      RetryPolicy.builder()
          .handleIf(
              thrown ->
                  thrown instanceof AgentClientException failure
                      && failure.reason() == Reason.NOT_DEPLOYED)
          .withDelay(Duration.ofMillis(100))
          .withMaxRetries(-1)
          .withMaxDuration(Duration.ofMinutes(1))
          .build();

  private final AgentClient client;
  private final ReplayRequest request;
  private final ConnectionLines lines;

  DemoRun(AgentClient client, ReplayRequest request, ConnectionLines lines) {
    this.client = client;
    this.request = request;
    this.lines = lines;
  }

  void anew() {
    try {
      Failsafe.with(UNTIL_DEPLOYED).run(() -> client.replay(request));
      lines.tell(
          "The engine was killed, with all that it held. An empty one runs in its place, and the run goes on from the worker's journal.");
    } catch (AgentClientException failure) {
      lines.tell(
          "The engine was killed, and the run is not made anew: %s"
              .formatted(failure.getMessage()));
    }
  }
}
