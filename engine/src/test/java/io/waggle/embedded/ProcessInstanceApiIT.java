package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.client.api.response.ProcessInstanceResult;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.ElementInstanceType;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ElementInstance;
import io.camunda.client.api.search.response.ProcessInstance;
import io.camunda.client.api.search.response.Variable;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProcessInstanceApiIT extends EngineTest {
  private long waitingKey;

  @BeforeAll
  void deploy() {
    start();
    waitingKey =
        deploy(
            process("waiting")
                .serviceTask("Work", task -> task.name("Do the work").zeebeJobType("nobody"))
                .endEvent("Done")
                .done(),
            "waiting");
    deploy(process("quick").endEvent("Over").done(), "quick");
    deploy(
        process("calling")
            .callActivity("Call", call -> call.zeebeProcessId("waiting"))
            .endEvent()
            .done(),
        "calling");
  }

  @Test
  void shouldGetWhatWasCreated() {
    OffsetDateTime before = OffsetDateTime.now().minusSeconds(1);
    ProcessInstanceEvent created =
        camunda
            .newCreateInstanceCommand()
            .bpmnProcessId("waiting")
            .latestVersion()
            .variables(Map.of("n", 7))
            .send()
            .join();

    ProcessInstance found = get(created.getProcessInstanceKey());

    assertThat(created.getProcessDefinitionKey()).isEqualTo(waitingKey);
    assertThat(created.getVersion()).isEqualTo(1);
    assertThat(found.getProcessDefinitionId()).isEqualTo("waiting");
    assertThat(found.getProcessDefinitionName()).isEqualTo("Name of waiting");
    assertThat(found.getProcessDefinitionKey()).isEqualTo(waitingKey);
    assertThat(found.getProcessDefinitionVersion()).isEqualTo(1);
    assertThat(found.getState()).isEqualTo(ProcessInstanceState.ACTIVE);
    assertThat(found.getStartDate()).isBetween(before, OffsetDateTime.now().plusSeconds(1));
    assertThat(found.getEndDate()).isNull();
    assertThat(found.getHasIncident()).isFalse();
    assertThat(found.getTenantId()).isEqualTo("<default>");
    assertThat(found.getParentProcessInstanceKey()).isNull();
  }

  @Test
  void shouldSayHowAnInstanceEnded() {
    long quick = create("quick", Map.of());
    long cancelled = create("waiting", Map.of());
    camunda.newCancelInstanceCommand(cancelled).send().join();

    assertThat(eventually(() -> get(quick).getEndDate())).isNotNull();
    assertThat(get(quick).getState()).isEqualTo(ProcessInstanceState.COMPLETED);
    assertThat(eventually(() -> get(cancelled).getEndDate())).isNotNull();
    assertThat(get(cancelled).getState()).isEqualTo(ProcessInstanceState.TERMINATED);
  }

  @Test
  void shouldNotFindWhatIsNotThere() {
    assertThat(problem(() -> get(1))).isEqualTo(404);
    assertThat(problem(() -> camunda.newCancelInstanceCommand(1).send().join())).isEqualTo(404);
    assertThat(problem(() -> create("no-such-process", Map.of()))).isEqualTo(404);
  }

  @Test
  void shouldReturnTheResultWhenAwaited() {
    ProcessInstanceResult result =
        camunda
            .newCreateInstanceCommand()
            .bpmnProcessId("quick")
            .latestVersion()
            .variables(Map.of("a", List.of(1, 2), "b", "text"))
            .withResult()
            .requestTimeout(Duration.ofSeconds(10))
            .send()
            .join();

    assertThat(result.getVariablesAsMap()).isEqualTo(Map.of("a", List.of(1, 2), "b", "text"));
  }

  @Test
  void shouldShowWhoCalledWhom() {
    long parent = create("calling", Map.of());

    ProcessInstance child =
        eventually(
            () ->
                camunda
                    .newProcessInstanceSearchRequest()
                    .filter(filter -> filter.parentProcessInstanceKey(parent))
                    .send()
                    .join()
                    .items()
                    .getFirst());

    assertThat(child.getProcessDefinitionId()).isEqualTo("waiting");
    ElementInstance call =
        camunda.newElementInstanceGetRequest(child.getParentElementInstanceKey()).send().join();
    assertThat(call.getElementId()).isEqualTo("Call");
    assertThat(call.getType()).isEqualTo(ElementInstanceType.CALL_ACTIVITY);
    assertThat(call.getProcessInstanceKey()).isEqualTo(parent);
  }

  @Test
  void shouldFindElementsOfAnInstance() {
    long key = create("waiting", Map.of());

    eventually(() -> element(key, "Work"));
    ElementInstance begin = element(key, "Begin");
    ElementInstance work = element(key, "Work");

    assertThat(begin.getState()).isEqualTo(ElementInstanceState.COMPLETED);
    assertThat(begin.getEndDate()).isNotNull();
    assertThat(work.getState()).isEqualTo(ElementInstanceState.ACTIVE);
    assertThat(work.getType()).isEqualTo(ElementInstanceType.SERVICE_TASK);
    assertThat(work.getElementName()).isEqualTo("Do the work");
    assertThat(work.getIncident()).isFalse();
    assertThat(
            camunda
                .newElementInstanceSearchRequest()
                .filter(
                    filter -> filter.processInstanceKey(key).state(ElementInstanceState.COMPLETED))
                .send()
                .join()
                .items())
        .extracting(ElementInstance::getElementId)
        .containsExactly("Begin");
  }

  @Test
  void shouldMoveTokens() {
    long key = create("waiting", Map.of());
    ElementInstance work = eventually(() -> element(key, "Work"));

    camunda
        .newModifyProcessInstanceCommand(key)
        .activateElement("Done")
        .withVariables(Map.of("moved", true))
        .and()
        .terminateElement(work.getElementInstanceKey())
        .send()
        .join();

    eventually(() -> get(key).getEndDate());
    assertThat(get(key).getState()).isEqualTo(ProcessInstanceState.COMPLETED);
    assertThat(engine.records().variablesOf(key)).containsEntry("moved", "true");
  }

  @Test
  void shouldMigrate() {
    long target =
        deploy(
            process("waiting-longer")
                .serviceTask("Toil", task -> task.zeebeJobType("nobody"))
                .endEvent()
                .done(),
            "waiting-longer");
    long key = create("waiting", Map.of("kept", 7));
    eventually(() -> element(key, "Work"));

    camunda
        .newMigrateProcessInstanceCommand(key)
        .migrationPlan(target)
        .addMappingInstruction("Work", "Toil")
        .send()
        .join();

    assertThat(get(key).getProcessDefinitionId()).isEqualTo("waiting-longer");
    assertThat(element(key, "Toil").getState()).isEqualTo(ElementInstanceState.ACTIVE);
    assertThat(engine.records().variablesOf(key)).containsEntry("kept", "7");
    assertThat(
            camunda
                .newVariableSearchRequest()
                .filter(variable -> variable.processInstanceKey(key).name("kept"))
                .send()
                .join()
                .items())
        .singleElement()
        .extracting(Variable::getValue)
        .isEqualTo("7");
  }

  private ProcessInstance get(long key) {
    return camunda.newProcessInstanceGetRequest(key).send().join();
  }

  private ElementInstance element(long processInstance, String element) {
    return camunda
        .newElementInstanceSearchRequest()
        .filter(filter -> filter.processInstanceKey(processInstance).elementId(element))
        .send()
        .join()
        .items()
        .getFirst();
  }
}
