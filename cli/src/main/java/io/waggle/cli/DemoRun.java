package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.ReplayRequest;

/** Recreates the demo's run on an engine that knows nothing of it. */
final class DemoRun {
  private final AgentClient client;
  private final ReplayRequest request;
  private final ConnectionLines lines;

  DemoRun(AgentClient client, ReplayRequest request, ConnectionLines lines) {
    this.client = client;
    this.request = request;
    this.lines = lines;
  }

  void recreate() {
    try {
      client.replay(request);
      lines.tell(
          "The engine was killed, with all that it held. An empty one runs in its place, and the run goes on from the worker's journal.");
    } catch (AgentClientException failure) {
      lines.tell(
          "The engine was killed, and the run is not recreated: %s"
              .formatted(failure.getMessage()));
    }
  }
}
