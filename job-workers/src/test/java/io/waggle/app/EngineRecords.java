package io.waggle.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the embedded engine says about element instances and variables. */
final class EngineRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ZeebeTestEngine engine;

  EngineRecords(ZeebeTestEngine engine) {
    this.engine = engine;
  }

  /** An element that is active. */
  record Active(long key, long scope, long processInstance) {}

  /** The elements of an id that are active; processes may use an id for different things. */
  List<Active> open(String element, BpmnElementType type) {
    Map<Long, Active> open = new LinkedHashMap<>();
    elements(element)
        .filter(record -> record.getValue().getBpmnElementType() == type)
        .forEach(
            record -> {
              if (record.getIntent() == ProcessInstanceIntent.ELEMENT_ACTIVATED) {
                ProcessInstanceRecordValue value = record.getValue();
                open.put(
                    record.getKey(),
                    new Active(
                        record.getKey(), value.getFlowScopeKey(), value.getProcessInstanceKey()));
              } else if (record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
                  || record.getIntent() == ProcessInstanceIntent.ELEMENT_TERMINATED) {
                open.remove(record.getKey());
              }
            });
    return new ArrayList<>(open.values());
  }

  boolean hasEnded(long processInstance) {
    return records()
        .filter(record -> record.getValueType() == ValueType.PROCESS_INSTANCE)
        .filter(record -> record.getKey() == processInstance)
        .anyMatch(
            record ->
                record.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
                    || record.getIntent() == ProcessInstanceIntent.ELEMENT_TERMINATED);
  }

  /** The variables of the outermost scope of a process instance. */
  Map<String, Object> variablesOf(long processInstance) {
    Map<String, Object> variables = new LinkedHashMap<>();
    records()
        .filter(record -> record.getValueType() == ValueType.VARIABLE)
        .map(record -> (VariableRecordValue) record.getValue())
        .filter(variable -> variable.getScopeKey() == processInstance)
        .forEach(variable -> variables.put(variable.getName(), value(variable.getValue())));
    return variables;
  }

  private static Object value(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last value of a variable of a process instance, as JSON. */
  String variable(long processInstance, String name) {
    return records()
        .filter(record -> record.getValueType() == ValueType.VARIABLE)
        .map(record -> (VariableRecordValue) record.getValue())
        .filter(variable -> variable.getProcessInstanceKey() == processInstance)
        .filter(variable -> variable.getName().equals(name))
        .map(VariableRecordValue::getValue)
        .reduce((first, last) -> last)
        .orElse("null");
  }

  @SuppressWarnings("unchecked")
  private Stream<Record<ProcessInstanceRecordValue>> elements(String id) {
    return records()
        .filter(record -> record.getValueType() == ValueType.PROCESS_INSTANCE)
        .map(record -> (Record<ProcessInstanceRecordValue>) record)
        .filter(record -> record.getValue().getElementId().equals(id));
  }

  private Stream<Record<?>> records() {
    return StreamSupport.stream(engine.getRecordStreamSource().getRecords().spliterator(), false);
  }
}
