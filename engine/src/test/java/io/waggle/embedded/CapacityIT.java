package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientException;
import io.camunda.client.api.command.ProblemException;
import io.camunda.client.api.response.ActivatedJob;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityIT extends EngineTest {
  /** An empty engine holds some 40 KB. */
  private static final long LIMIT = 400_000;

  @Override
  EngineSettings settings() {
    return new EngineSettings(0, 0, LIMIT);
  }

  private JsonNode status() {
    return json(send("GET", "/engine", ""));
  }

  @Test
  void shouldRefuseNewInstancesAndLetRunningOnesGoOn() {
    deploy(
        process("filling").serviceTask("Work", t -> t.zeebeJobType("fill")).endEvent().done(),
        "filling");
    assertThat(status().get("acceptsNewInstances").asBoolean()).isTrue();
    assertThat(status().get("maxRecordBytes").asLong()).isEqualTo(LIMIT);
    long running = create("filling", Map.of());
    camunda
        .newSetVariablesCommand(running)
        .variables(Map.of("big", "x".repeat((int) LIMIT)))
        .send()
        .join();

    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> create("filling", Map.of()));

    assertThat(refused.code()).isEqualTo(503);
    assertThat(refused.details().getDetail()).contains("memory", "Running ones go on", "-Xmx");
    assertThat(status().get("acceptsNewInstances").asBoolean()).isFalse();
    assertThat(status().get("memoryIsShort").asBoolean()).isTrue();
    assertThat(statusOverGrpc().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(statusOverGrpc().getDescription()).contains("takes no new process instances");
    ActivatedJob job =
        camunda
            .newActivateJobsCommand()
            .jobType("fill")
            .maxJobsToActivate(1)
            .fetchVariables("none")
            .send()
            .join()
            .getJobs()
            .getFirst();
    camunda.newCompleteCommand(job.getKey()).send().join();
    eventually(() -> engine.records().end(running).orElse(null));
  }

  private Status statusOverGrpc() {
    try (CamundaClient client = overGrpc()) {
      ClientException refused =
          catchThrowableOfType(
              ClientException.class,
              () ->
                  client
                      .newCreateInstanceCommand()
                      .bpmnProcessId("filling")
                      .latestVersion()
                      .send()
                      .join());
      Throwable cause = refused;
      while (!(cause instanceof StatusRuntimeException)) {
        cause = cause.getCause();
      }
      return ((StatusRuntimeException) cause).getStatus();
    }
  }
}
