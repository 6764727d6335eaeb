package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tags of process instances. */
class TagIT extends EngineTest {

  @Test
  void shouldGiveTheTagsOfAProcessInstanceToItsJobsAndNotToThoseItCalls() {
    deploy(process("tag-called").serviceTask("Below").zeebeJobType("below").endEvent().done(), "b");
    deploy(
        process("tag-calls")
            .serviceTask("Above")
            .zeebeJobType("above")
            .callActivity("Call", call -> call.zeebeProcessId("tag-called"))
            .endEvent()
            .done(),
        "a");
    try (CamundaClient grpc = overGrpc()) {
      grpc.newCreateInstanceCommand()
          .bpmnProcessId("tag-calls")
          .latestVersion()
          .variables(Map.of())
          .tags("waggle:client", "blue")
          .send()
          .join();

      ActivatedJob above = job(grpc, "above");
      assertThat(above.getTags()).containsExactlyInAnyOrder("waggle:client", "blue");
      grpc.newCompleteCommand(above).send().join();
      assertThat(job(grpc, "below").getTags()).isEmpty();
    }
  }

  private static ActivatedJob job(CamundaClient grpc, String type) {
    return grpc.newActivateJobsCommand()
        .jobType(type)
        .maxJobsToActivate(1)
        .send()
        .join()
        .getJobs()
        .getFirst();
  }
}
