package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.search.enums.IncidentErrorType;
import io.camunda.client.api.search.enums.IncidentState;
import io.camunda.client.api.search.response.Incident;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IncidentApiIT extends EngineTest {
  @BeforeAll
  void deploy() {
    start();
    deploy(
        process("choosing")
            .exclusiveGateway("Which")
            .defaultFlow()
            .endEvent("Other")
            .moveToLastExclusiveGateway()
            .conditionExpression("choice")
            .endEvent("First")
            .done(),
        "choosing");
    deploy(
        process("working").serviceTask("Work", task -> task.zeebeJobType("work")).endEvent().done(),
        "working");
    deploy(
        process("calling")
            .callActivity("Call", call -> call.zeebeProcessId("working"))
            .endEvent()
            .done(),
        "calling");
  }

  @Test
  void shouldGoOnAfterAnIncidentWasResolved() {
    long key = create("choosing", Map.of());
    Incident incident = eventually(() -> incidentOf(key));

    assertThat(incident.getState()).isEqualTo(IncidentState.ACTIVE);
    assertThat(incident.getErrorType()).isEqualTo(IncidentErrorType.EXTRACT_VALUE_ERROR);
    assertThat(incident.getErrorMessage()).contains("choice");
    assertThat(incident.getElementId()).isEqualTo("Which");
    assertThat(incident.getJobKey()).isNull();
    assertThat(hasIncident(key)).isTrue();
    assertThat(
            camunda
                .newElementInstanceGetRequest(incident.getElementInstanceKey())
                .send()
                .join()
                .getIncidentKey())
        .isEqualTo(incident.getIncidentKey());

    camunda.newSetVariablesCommand(key).variables(Map.of("choice", true)).send().join();
    camunda.newResolveIncidentCommand(incident.getIncidentKey()).send().join();

    assertThat(hasIncident(key)).isFalse();
    eventually(() -> engine.records().end(key).orElse(null));
    assertThat(camunda.newIncidentGetRequest(incident.getIncidentKey()).send().join().getState())
        .isEqualTo(IncidentState.RESOLVED);
  }

  @Test
  void shouldWorkOnAJobAgain() {
    long key = create("working", Map.of());
    ActivatedJob job = activate();
    camunda
        .newFailCommand(job.getKey())
        .retries(0)
        .errorMessage("The printer is out of paper")
        .send()
        .join();
    Incident incident = eventually(() -> incidentOf(key));
    assertThat(incident.getJobKey()).isEqualTo(job.getKey());
    assertThat(incident.getErrorMessage()).isEqualTo("The printer is out of paper");
    assertThat(incident.getErrorType()).isEqualTo(IncidentErrorType.JOB_NO_RETRIES);

    camunda.newUpdateRetriesCommand(job.getKey()).retries(1).send().join();
    camunda.newResolveIncidentCommand(incident.getIncidentKey()).send().join();

    camunda.newCompleteCommand(activate().getKey()).send().join();
    eventually(() -> engine.records().end(key).orElse(null));
  }

  @Test
  void shouldShowAnIncidentInWhatCalledTheInstanceToo() {
    long parent = create("calling", Map.of());
    ActivatedJob job = activate();
    camunda.newFailCommand(job.getKey()).retries(0).send().join();

    assertThat(eventually(() -> hasIncident(parent) ? true : null)).isTrue();
    assertThat(hasIncident(job.getProcessInstanceKey())).isTrue();
    assertThat(camunda.newIncidentsByProcessInstanceSearchRequest(parent).send().join().items())
        .extracting(Incident::getElementId)
        .containsExactly("Work");
  }

  @Test
  void shouldNotFindWhatIsNotThere() {
    assertThat(problem(() -> camunda.newIncidentGetRequest(1).send().join())).isEqualTo(404);
    assertThat(problem(() -> camunda.newResolveIncidentCommand(1).send().join())).isEqualTo(404);
    assertThat(problem(() -> camunda.newIncidentsByProcessInstanceSearchRequest(1).send().join()))
        .isEqualTo(404);
  }

  private ActivatedJob activate() {
    return camunda
        .newActivateJobsCommand()
        .jobType("work")
        .maxJobsToActivate(1)
        .send()
        .join()
        .getJobs()
        .getFirst();
  }

  private Incident incidentOf(long processInstance) {
    return camunda
        .newIncidentSearchRequest()
        .filter(filter -> filter.processInstanceKey(processInstance).state(IncidentState.ACTIVE))
        .send()
        .join()
        .items()
        .getFirst();
  }

  private boolean hasIncident(long processInstance) {
    return camunda.newProcessInstanceGetRequest(processInstance).send().join().getHasIncident();
  }
}
