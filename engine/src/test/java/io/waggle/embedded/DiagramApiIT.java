package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.search.enums.JobState;
import io.camunda.client.api.search.response.DecisionDefinition;
import io.camunda.client.api.search.response.Job;
import io.camunda.client.api.statistics.response.ProcessElementStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What it takes to draw an instance, and to see who is to do what. */
class DiagramApiIT extends EngineTest {
  private long definition;

  @BeforeAll
  void deploy() {
    start();
    camunda
        .newDeployResourceCommand()
        .addResourceStringUtf8(
            "{\"id\": \"start\", \"type\": \"default\", \"components\": []}", "start.form")
        .send()
        .join();
    definition =
        deploy(
            process("drawn")
                .zeebeFormId("start")
                .sequenceFlowId("ToWork")
                .serviceTask("Work", task -> task.zeebeJobType("draw"))
                .sequenceFlowId("ToDone")
                .endEvent("Done")
                .done(),
            "drawn");
    deploy(
        process("above")
            .callActivity("Call", call -> call.zeebeProcessId("drawn"))
            .endEvent()
            .done(),
        "above");
  }

  private ActivatedJob job() {
    return camunda
        .newActivateJobsCommand()
        .jobType("draw")
        .maxJobsToActivate(1)
        .send()
        .join()
        .getJobs()
        .getFirst();
  }

  @Test
  void shouldSayWhereTokensAreAndHaveBeen() {
    long key = create("drawn", Map.of());
    ActivatedJob job = job();
    camunda.newFailCommand(job.getKey()).retries(0).errorMessage("no ink").send().join();
    eventually(() -> engine.records().incidents().stream().findFirst().orElse(null));

    assertThat(camunda.newProcessInstanceElementStatisticsRequest(key).send().join())
        .extracting(
            ProcessElementStatistics::getElementId,
            ProcessElementStatistics::getCompleted,
            ProcessElementStatistics::getIncidents)
        .containsExactlyInAnyOrder(tuple("Begin", 1L, 0L), tuple("Work", 0L, 1L));
    assertThat(camunda.newProcessInstanceSequenceFlowsRequest(key).send().join())
        .extracting("elementId")
        .containsExactly("ToWork");
    Job failed =
        camunda
            .newJobSearchRequest()
            .filter(filter -> filter.processInstanceKey(key).state(JobState.FAILED))
            .send()
            .join()
            .items()
            .getFirst();
    assertThat(failed.getType()).isEqualTo("draw");
    assertThat(failed.getErrorMessage()).isEqualTo("no ink");
    assertThat(failed.getRetries()).isZero();
  }

  @Test
  void shouldSayWhoCalled() {
    long parent = create("above", Map.of());
    ActivatedJob job = job();

    assertThat(
            camunda
                .newProcessInstanceGetCallHierarchyRequest(job.getProcessInstanceKey())
                .send()
                .join())
        .extracting("processInstanceKey")
        .containsExactly(parent, job.getProcessInstanceKey());
    assertThat(camunda.newProcessInstanceGetCallHierarchyRequest(parent).send().join()).isEmpty();
  }

  @Test
  void shouldHandOutTheFormToStartWith() {
    assertThat(camunda.newProcessDefinitionGetFormRequest(definition).send().join().getFormId())
        .isEqualTo("start");
    assertThat(
            camunda
                .newProcessDefinitionSearchRequest()
                .filter(filter -> filter.hasStartForm(true))
                .send()
                .join()
                .items())
        .hasSize(1);
  }

  @Test
  void shouldHandOutDecisions() {
    String decision =
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rates" name="Rates" namespace="test">
          <decision id="rate" name="Which rate?">
            <literalExpression id="e"><text>%s * 2</text></literalExpression>
          </decision>
        </definitions>
        """;
    for (String input : List.of("a", "b")) {
      camunda
          .newDeployResourceCommand()
          .addResourceStringUtf8(decision.formatted(input), "rates.dmn")
          .send()
          .join();
    }

    List<DecisionDefinition> found =
        camunda
            .newDecisionDefinitionSearchRequest()
            .filter(filter -> filter.decisionDefinitionId("rate"))
            .sort(sort -> sort.version().desc())
            .send()
            .join()
            .items();

    assertThat(found)
        .extracting(DecisionDefinition::getDmnDecisionName, DecisionDefinition::getVersion)
        .containsExactly(tuple("Which rate?", 2), tuple("Which rate?", 1));
    assertThat(
            camunda
                .newDecisionDefinitionGetXmlRequest(found.getFirst().getDecisionKey())
                .send()
                .join())
        .contains("b * 2");
  }
}
