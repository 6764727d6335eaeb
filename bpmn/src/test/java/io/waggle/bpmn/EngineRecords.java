package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.BpmnEventType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;

/** What happened on the embedded engine so far. */
final class EngineRecords {
  private final ZeebeTestEngine engine;

  EngineRecords(ZeebeTestEngine engine) {
    this.engine = engine;
  }

  /** The variables of the ended run: the last value that each had in its own scope. */
  Map<String, String> awaitEnd(long key) {
    patiently()
        .until(
            () ->
                elements(ProcessInstanceIntent.ELEMENT_COMPLETED)
                    .anyMatch(record -> record.getKey() == key));
    return variables(key);
  }

  /** Waits for what must come, and not at all where an incident keeps it from coming. */
  private ConditionFactory patiently() {
    return await().atMost(Duration.ofMinutes(1)).failFast(this::shouldHaveNoIncident);
  }

  private void shouldHaveNoIncident() {
    assertThat(incidents().map(IncidentRecordValue::getErrorMessage)).isEmpty();
  }

  private Stream<IncidentRecordValue> incidents() {
    return records()
        .filter(record -> record.getValueType() == ValueType.INCIDENT)
        .map(record -> (IncidentRecordValue) record.getValue());
  }

  /** The last value that each variable had in this scope itself. */
  Map<String, String> variables(long scope) {
    Map<String, String> variables = new HashMap<>();
    variableRecords()
        .filter(variable -> variable.getScopeKey() == scope)
        .forEach(variable -> variables.put(variable.getName(), variable.getValue()));
    return variables;
  }

  /** Every value that a variable of this name was given, in whatever scope. */
  List<String> values(String name) {
    return variableRecords()
        .filter(variable -> variable.getName().equals(name))
        .map(VariableRecordValue::getValue)
        .toList();
  }

  private Stream<VariableRecordValue> variableRecords() {
    return records()
        .filter(record -> record.getValueType() == ValueType.VARIABLE)
        .map(record -> (VariableRecordValue) record.getValue());
  }

  /** Keys of the scopes in which an element was activated. */
  List<Long> scopesOf(String id) {
    return elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
        .filter(record -> record.getValue().getElementId().equals(id))
        .map(record -> record.getValue().getFlowScopeKey())
        .toList();
  }

  Record<ProcessInstanceRecordValue> awaitElement(String id) {
    return patiently()
        .until(
            () ->
                elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
                    .filter(record -> record.getValue().getElementId().equals(id))
                    .reduce((first, last) -> last)
                    .orElse(null),
            found -> found != null);
  }

  /** The open user task of a gate, the last one, once there have been that many. */
  Record<ProcessInstanceRecordValue> awaitUserTask(GateKind gate, int count) {
    return patiently().until(() -> openUserTasks(gate, count), open -> !open.isEmpty()).getLast();
  }

  private List<Record<ProcessInstanceRecordValue>> openUserTasks(GateKind gate, int count) {
    var tasks =
        elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
            .filter(EngineRecords::isUserTask)
            .filter(record -> record.getValue().getElementId().equals(gate.elementId()))
            .toList();
    var ended = elements(ProcessInstanceIntent.ELEMENT_TERMINATED).map(Record::getKey).toList();
    return tasks.size() < count
        ? List.of()
        : tasks.stream().filter(record -> !ended.contains(record.getKey())).toList();
  }

  /** An end event that throws an error never completes. */
  private static boolean isErrorThrown(Record<ProcessInstanceRecordValue> record) {
    return record.getValue().getBpmnElementType() == BpmnElementType.END_EVENT
        && record.getValue().getBpmnEventType() == BpmnEventType.ERROR;
  }

  private static boolean isUserTask(Record<ProcessInstanceRecordValue> record) {
    return record.getValue().getBpmnElementType() == BpmnElementType.USER_TASK;
  }

  IncidentRecordValue awaitIncident() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> incidents().toList(), found -> !found.isEmpty())
        .getFirst();
  }

  /** Ids of the elements that completed, in order, with repetitions. */
  List<String> completed() {
    return elements(ProcessInstanceIntent.ELEMENT_COMPLETED)
        .map(record -> record.getValue().getElementId())
        .toList();
  }

  /** How many instances of the element were activated. */
  long activated(String id) {
    return elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
        .filter(record -> record.getValue().getElementId().equals(id))
        .count();
  }

  /** Ids of the elements that were cancelled. */
  List<String> terminated() {
    return elements(ProcessInstanceIntent.ELEMENT_TERMINATED)
        .map(record -> record.getValue().getElementId())
        .toList();
  }

  /** Ids of everything of a process that a token has been on: elements and sequence flows. */
  Set<String> passed(String process) {
    return Stream.of(
            elements(ProcessInstanceIntent.ELEMENT_COMPLETED),
            elements(ProcessInstanceIntent.ELEMENT_ACTIVATED)
                .filter(record -> isUserTask(record) || isErrorThrown(record)),
            elements(ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN))
        .flatMap(records -> records)
        .map(Record::getValue)
        .filter(value -> value.getBpmnProcessId().equals(process))
        .map(ProcessInstanceRecordValue::getElementId)
        .collect(Collectors.toSet());
  }

  @SuppressWarnings("unchecked")
  private Stream<Record<ProcessInstanceRecordValue>> elements(ProcessInstanceIntent intent) {
    return records()
        .filter(record -> record.getValueType() == ValueType.PROCESS_INSTANCE)
        .filter(record -> record.getIntent() == intent)
        .map(record -> (Record<ProcessInstanceRecordValue>) record);
  }

  private Stream<Record<?>> records() {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false);
  }

  /** The user tasks as they were made, in order. */
  List<UserTaskRecordValue> userTasks() {
    return records()
        .filter(record -> record.getValueType() == ValueType.USER_TASK)
        .filter(record -> record.getIntent() == UserTaskIntent.CREATED)
        .map(record -> (UserTaskRecordValue) record.getValue())
        .toList();
  }
}
