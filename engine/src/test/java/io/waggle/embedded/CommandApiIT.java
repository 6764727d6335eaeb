package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.DeploymentEvent;
import io.camunda.client.api.response.Topology;
import io.camunda.client.api.search.response.ProcessDefinition;
import io.camunda.client.api.worker.JobWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands that the client sends over REST, and what is read of definitions and the cluster. */
class CommandApiIT extends EngineTest {
  @BeforeAll
  void deploy() {
    start();
    deploy(
        process("working")
            .serviceTask("Work", task -> task.zeebeJobType("work").zeebeTaskHeader("h", "v"))
            .boundaryEvent("Failed", event -> event.error("NO_WAY"))
            .endEvent("Sorry")
            .moveToActivity("Work")
            .endEvent("Done")
            .done(),
        "working");
    deploy(
        process("listening")
            .intermediateCatchEvent(
                "Message",
                event ->
                    event.message(
                        message -> message.name("go").zeebeCorrelationKeyExpression("id")))
            .intermediateCatchEvent("Signal", event -> event.signal("stop"))
            .endEvent()
            .done(),
        "listening");
    deploy(
        process("sleeping")
            .intermediateCatchEvent("Sleep", event -> event.timerWithDuration("PT12H"))
            .endEvent()
            .done(),
        "sleeping");
  }

  private List<ActivatedJob> activate(Duration patience) {
    return camunda
        .newActivateJobsCommand()
        .jobType("work")
        .maxJobsToActivate(10)
        .workerName("tester")
        .timeout(Duration.ofMinutes(1))
        .requestTimeout(patience)
        .send()
        .join()
        .getJobs();
  }

  private ActivatedJob job() {
    return activate(Duration.ofSeconds(10)).getFirst();
  }

  @Test
  void shouldHandOutJobsAndTakeWhatCameOfThem() {
    long key = create("working", Map.of("n", 1));

    ActivatedJob job = job();
    assertThat(job.getProcessInstanceKey()).isEqualTo(key);
    assertThat(job.getCustomHeaders()).isEqualTo(Map.of("h", "v"));
    assertThat(job.getVariablesAsMap()).isEqualTo(Map.of("n", 1));
    assertThat(job.getWorker()).isEqualTo("tester");
    assertThat(job.getRetries()).isEqualTo(3);

    camunda
        .newFailCommand(job.getKey())
        .retries(1)
        .errorMessage("not yet")
        .variables(Map.of("tried", true))
        .send()
        .join();
    ActivatedJob again = job();
    assertThat(again.getKey()).isEqualTo(job.getKey());
    assertThat(again.getRetries()).isEqualTo(1);

    camunda.newUpdateTimeoutCommand(again.getKey()).timeout(60_000).send().join();
    camunda.newCompleteCommand(again.getKey()).variables(Map.of("result", "r")).send().join();
    eventually(() -> engine.records().end(key).orElse(null));
    assertThat(engine.records().variablesOf(key)).containsEntry("result", "\"r\"");
    assertThat(engine.records().failedJobs())
        .extracting(FailedJobRecord::message)
        .containsExactly("not yet");
    assertThat(problem(() -> camunda.newCompleteCommand(job.getKey()).send().join()))
        .isEqualTo(404);
  }

  @Test
  void shouldThrowErrors() {
    long key = create("working", Map.of());

    camunda.newThrowErrorCommand(job().getKey()).errorCode("NO_WAY").send().join();

    eventually(() -> engine.records().end(key).orElse(null));
    assertThat(engine.records().passed("working")).contains("Failed", "Sorry");
  }

  @Test
  void shouldWaitForJobsInsteadOfAnsweringWithNone() {
    CompletableFuture<List<ActivatedJob>> waiting =
        CompletableFuture.supplyAsync(() -> activate(Duration.ofSeconds(20)));
    await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());

    create("working", Map.of());

    assertThat(waiting.join()).hasSize(1);
    camunda.newCompleteCommand(waiting.join().getFirst().getKey()).send().join();
  }

  @Test
  void shouldAnswerWithNoJobsWhenTheTimeIsOver() {
    assertThat(
            camunda
                .newActivateJobsCommand()
                .jobType("nothing-to-do")
                .maxJobsToActivate(1)
                .requestTimeout(Duration.ofMillis(300))
                .send()
                .join()
                .getJobs())
        .isEmpty();
  }

  @Test
  void shouldHoldNoMoreForWorkersThatWait() {
    long before = records();
    try (CamundaClient grpc = overGrpc();
        JobWorker worker =
            grpc.newWorker().jobType("nothing-to-do").handler((client, job) -> {}).open()) {
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> worker.isOpen() && records() - before <= 4);
    }
  }

  private long records() {
    return json(send("GET", "/engine", "")).get("records").asLong();
  }

  @Test
  void shouldServeWorkersOverRest() {
    deploy(
        process("work-over-rest")
            .serviceTask("Work", task -> task.zeebeJobType("work-over-rest"))
            .endEvent()
            .done(),
        "work-over-rest");
    try (JobWorker worker =
        camunda
            .newWorker()
            .jobType("work-over-rest")
            .handler((client, job) -> client.newCompleteCommand(job).send().join())
            .open()) {
      assertThat(worker.isOpen()).isTrue();
      long key = create("work-over-rest", Map.of());
      eventually(() -> engine.records().end(key).orElse(null));
    }
  }

  @Test
  void shouldPublishMessagesAndBroadcastSignals() {
    long key = create("listening", Map.of("id", "listener-1"));

    camunda
        .newPublishMessageCommand()
        .messageName("go")
        .correlationKey("listener-1")
        .messageId("only-once")
        .timeToLive(Duration.ofMinutes(1))
        .variables(Map.of("said", "go"))
        .send()
        .join();
    eventually(() -> engine.records().active("Signal").stream().findFirst().orElse(null));
    camunda.newBroadcastSignalCommand().signalName("stop").send().join();

    eventually(() -> engine.records().end(key).orElse(null));
    assertThat(engine.records().variablesOf(key)).containsEntry("said", "\"go\"");
    assertThat(
            problem(
                () ->
                    camunda
                        .newPublishMessageCommand()
                        .messageName("go")
                        .correlationKey("listener-1")
                        .messageId("only-once")
                        .send()
                        .join()))
        .isEqualTo(409);
  }

  @Test
  void shouldMoveTheClockForwardAlone() {
    long key = create("sleeping", Map.of());
    eventually(() -> engine.records().active("Sleep").stream().findFirst().orElse(null));
    Instant later = Instant.now().plus(Duration.ofHours(13));

    camunda.newPinClockCommand().time(later).send().join();

    eventually(() -> engine.records().end(key).orElse(null));
    assertThat(
            problem(
                () ->
                    camunda
                        .newPinClockCommand()
                        .time(later.minus(Duration.ofHours(2)))
                        .send()
                        .join()))
        .isEqualTo(400);
    assertThat(problem(() -> camunda.newResetClockCommand().send().join())).isEqualTo(409);
  }

  @Test
  void shouldDeployFormsAndReportWhatIsWrong() {
    DeploymentEvent deployed =
        camunda
            .newDeployResourceCommand()
            .addResourceStringUtf8(
                "{\"id\": \"f\", \"type\": \"default\", \"components\": []}", "sub/f.form")
            .addProcessModel(process("third").endEvent().done(), "third.bpmn")
            .send()
            .join();

    assertThat(deployed.getForm().getFirst().getFormId()).isEqualTo("f");
    assertThat(deployed.getForm().getFirst().getResourceName()).isEqualTo("sub/f.form");
    assertThat(deployed.getProcesses()).hasSize(1);
    assertThat(
            problem(
                () ->
                    camunda
                        .newDeployResourceCommand()
                        .addResourceStringUtf8("no model", "broken.bpmn")
                        .send()
                        .join()))
        .isEqualTo(400);
  }

  @Test
  void shouldHandOutDefinitions() {
    long first = deploy(process("versioned").endEvent("One").done(), "versioned");
    long second = deploy(process("versioned").endEvent("Two").done(), "versioned");

    assertThat(
            camunda
                .newProcessDefinitionSearchRequest()
                .filter(filter -> filter.processDefinitionId("versioned"))
                .send()
                .join()
                .items())
        .extracting(ProcessDefinition::getProcessDefinitionKey)
        .containsExactly(first, second);
    assertThat(
            camunda
                .newProcessDefinitionSearchRequest()
                .filter(filter -> filter.processDefinitionId("versioned").isLatestVersion(true))
                .send()
                .join()
                .items())
        .extracting(ProcessDefinition::getVersion)
        .containsExactly(2);
    assertThat(camunda.newProcessDefinitionGetXmlRequest(first).send().join())
        .contains("id=\"One\"");
    assertThat(camunda.newProcessDefinitionGetRequest(second).send().join().getResourceName())
        .isEqualTo("versioned.bpmn");

    camunda.newDeleteResourceCommand(second).send().join();
    assertThat(problem(() -> camunda.newProcessDefinitionGetRequest(second).send().join()))
        .isEqualTo(404);
  }

  @Test
  void shouldReportTopologyOverBothProtocols() {
    var rest = camunda.newTopologyRequest().send().join();
    Topology grpc;
    try (CamundaClient overGrpc = overGrpc()) {
      grpc = overGrpc.newTopologyRequest().send().join();
    }

    assertThat(rest.getBrokers()).hasSize(1);
    assertThat(rest.getBrokers().getFirst().getPort()).isEqualTo(engine.grpcAddress().getPort());
    assertThat(grpc.getBrokers().getFirst().getPort()).isEqualTo(engine.grpcAddress().getPort());
    assertThat(grpc.getGatewayVersion()).isEqualTo(rest.getGatewayVersion()).startsWith("8.8");
    assertThat(camunda.newStatusRequest().send().join().getStatus().name()).isEqualTo("UP");
  }
}
