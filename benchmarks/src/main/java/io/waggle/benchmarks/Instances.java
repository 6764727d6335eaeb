package io.waggle.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;

/** Runs process instances to their end. */
final class Instances {
  /** The engine refuses instances while it has more than it can take; after a minute it is full. */
  private static final RetryPolicy<Map<String, Object>> WHILE_BUSY =
      RetryPolicy.<Map<String, Object>>builder()
          .handleIf(Instances::isBusy)
          .withBackoff(Duration.ofMillis(20), Duration.ofSeconds(1))
          .withMaxRetries(-1)
          .withMaxDuration(Duration.ofMinutes(1))
          .build();

  private Instances() {}

  @SuppressWarnings("deprecation") // the client marks its experimental methods like this
  static Map<String, Object> run(
      CamundaClient camunda, String processId, Map<String, Object> variables) {
    return Failsafe.with(WHILE_BUSY)
        .get(
            () ->
                camunda
                    .newCreateInstanceCommand()
                    .useGrpc() // by REST each would hold a connection that the worker needs
                    .bpmnProcessId(processId)
                    .latestVersion()
                    .variables(variables)
                    .withResult()
                    .requestTimeout(Duration.ofMinutes(10))
                    .send()
                    .join()
                    .getVariablesAsMap());
  }

  private static boolean isBusy(Throwable thrown) {
    return thrown instanceof ClientStatusException status
        && status.getStatusCode() == Status.Code.RESOURCE_EXHAUSTED;
  }
}
