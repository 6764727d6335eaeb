package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Outcome;
import io.waggle.engine.WorkerLifecycle;
import io.waggle.scripted.Screenplay;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A team has changed our models and deployed them; then a worker starts. */
class ChangedModelsIT {
  private static final TestBedSettings CLERK =
      TestBedSettings.agents(
          List.of(
              Agent.named("clerk")
                  .model("play:clerk")
                  .instructions("You are clerk.")
                  .planning(Planning.NEVER)
                  .build()));

  @Test
  void shouldLeaveModelsThatSomebodyChangedAsTheyAre() throws IOException {
    try (TestBed bed = TestBed.open(CLERK)) {
      bed.play(Screenplay.role("clerk").otherwise("Done.").build());
      assertThat(notice(bed.bean(WorkerLifecycle.class))).isEmpty();
      deployChanged(bed.camunda());

      try (ConfigurableApplicationContext again = bed.startAnotherWorker(CLERK)) {
        assertThat(latestAgent(bed.camunda())).contains("Write plan");
        assertThat(bed.run("clerk", "Anything").result().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(notice(again.getBean(WorkerLifecycle.class)))
            .contains("Somebody has changed 'waggle-agent'")
            .contains("waggle.worker.replace-changed-models=true");
      }
    }
  }

  @Test
  void shouldReplaceThemWhereItIsToldAndSaySo() throws IOException {
    try (TestBed bed = TestBed.open(CLERK)) {
      deployChanged(bed.camunda());

      try (ConfigurableApplicationContext again =
          bed.startAnotherWorker(
              CLERK.withProperty("waggle.worker.replace-changed-models", "true"))) {
        assertThat(latestAgent(bed.camunda())).contains("Make plan").doesNotContain("Write plan");
        assertThat(notice(again.getBean(WorkerLifecycle.class)))
            .contains("Somebody had changed 'waggle-agent'");
      }
    }
  }

  @Test
  void shouldDeployNothingNewWhenItStartsOnceMore() {
    try (TestBed bed = TestBed.open(CLERK);
        ConfigurableApplicationContext again = bed.startAnotherWorker(CLERK)) {
      assertThat(notice(again.getBean(WorkerLifecycle.class))).isEmpty();
      assertThat(
              bed.camunda()
                  .newProcessDefinitionSearchRequest()
                  .filter(definition -> definition.processDefinitionId(Models.AGENT))
                  .send()
                  .join()
                  .items())
          .hasSize(1);
    }
  }

  private static String notice(WorkerLifecycle worker) {
    return worker.notice().orElse("");
  }

  private static void deployChanged(CamundaClient camunda) throws IOException {
    DeployResourceCommandStep2 command = null;
    for (String resource : Models.RESOURCES) {
      byte[] changed =
          resource(resource).replace("Make plan", "Write plan").getBytes(StandardCharsets.UTF_8);
      command =
          command == null
              ? camunda.newDeployResourceCommand().addResourceBytes(changed, resource)
              : command.addResourceBytes(changed, resource);
    }
    Objects.requireNonNull(command).send().join();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = Models.class.getClassLoader().getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String latestAgent(CamundaClient camunda) {
    long key =
        camunda
            .newProcessDefinitionSearchRequest()
            .filter(
                definition -> definition.processDefinitionId(Models.AGENT).isLatestVersion(true))
            .send()
            .join()
            .items()
            .getFirst()
            .getProcessDefinitionKey();
    return camunda.newProcessDefinitionGetXmlRequest(key).send().join();
  }
}
