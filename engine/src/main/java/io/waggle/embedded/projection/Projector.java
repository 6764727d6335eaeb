package io.waggle.embedded.projection;

import io.camunda.zeebe.protocol.record.intent.FormIntent;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.camunda.zeebe.protocol.record.value.deployment.Process;
import io.waggle.embedded.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Applies the engine's records to the state, one after the other. */
final class Projector {
  private final EngineState state;
  private final UserTaskProjector userTasks;
  private final JobProjector jobs;
  private final DecisionProjector decisions;

  /** Ids and names come again with every record; they are kept once. */
  private final Map<String, String> texts = new HashMap<>();

  Projector(EngineState state) {
    this.state = state;
    this.userTasks = new UserTaskProjector(state);
    this.decisions = new DecisionProjector(state);
    this.jobs = new JobProjector(state, this::once);
  }

  void apply(LogRecord record) {
    if (!record.isEvent()) {
      return;
    }
    switch (record.valueType()) {
      case PROCESS -> process(record);
      case FORM -> form(record);
      case DECISION -> decisions.decision(record);
      case DECISION_REQUIREMENTS -> decisions.requirements(record);
      case PROCESS_INSTANCE -> processInstance(record);
      case VARIABLE -> variable(record);
      case INCIDENT -> incident(record);
      case USER_TASK -> userTasks.apply(record);
      case JOB -> jobs.apply(record);
      default -> {}
    }
  }

  private void process(LogRecord record) {
    Process process = record.value(Process.class);
    if (record.intent() == ProcessIntent.CREATED) {
      state.deployed(ProcessDefinition.of(process));
    } else if (record.intent() == ProcessIntent.DELETED) {
      state.definitions().remove(process.getProcessDefinitionKey());
    }
  }

  private void form(LogRecord record) {
    var form = record.value(io.camunda.zeebe.protocol.record.value.deployment.Form.class);
    if (record.intent() == FormIntent.CREATED) {
      String schema = new String(form.getResource(), StandardCharsets.UTF_8);
      state
          .forms()
          .put(
              form.getFormKey(),
              new Form(form.getFormKey(), form.getFormId(), form.getVersion(), schema));
    } else if (record.intent() == FormIntent.DELETED) {
      state.forms().remove(form.getFormKey());
    }
  }

  private void processInstance(LogRecord record) {
    ProcessInstanceRecordValue value = record.value(ProcessInstanceRecordValue.class);
    switch ((ProcessInstanceIntent) record.intent()) {
      case ELEMENT_ACTIVATING -> entered(record, value);
      case ELEMENT_COMPLETED -> ended(record, value, State.COMPLETED);
      case ELEMENT_TERMINATED -> ended(record, value, State.TERMINATED);
      case ELEMENT_MIGRATED -> migrated(record, value);
      case SEQUENCE_FLOW_TAKEN ->
          state.flowTaken(value.getProcessInstanceKey(), once(value.getElementId()));
      default -> {}
    }
  }

  private void entered(LogRecord record, ProcessInstanceRecordValue value) {
    ProcessDefinition definition = state.definition(value.getProcessDefinitionKey());
    if (value.getBpmnElementType() == BpmnElementType.PROCESS) {
      state
          .processInstances()
          .put(
              new ProcessInstance(
                  record.key(),
                  definition,
                  value.getParentProcessInstanceKey(),
                  value.getParentElementInstanceKey(),
                  value.getTags(),
                  record.time(),
                  null,
                  State.ACTIVE));
      return;
    }
    state
        .elementInstances()
        .put(
            new ElementInstance(
                record.key(),
                value.getProcessInstanceKey(),
                value.getFlowScopeKey(),
                definition,
                once(value.getElementId()),
                value.getBpmnElementType(),
                record.time(),
                null,
                State.ACTIVE));
  }

  private void ended(LogRecord record, ProcessInstanceRecordValue value, State how) {
    if (value.getBpmnElementType() == BpmnElementType.PROCESS) {
      state.processInstances().update(record.key(), row -> row.ended(how, record.time()));
    } else {
      state.elementInstances().update(record.key(), row -> row.ended(how, record.time()));
    }
  }

  private void migrated(LogRecord record, ProcessInstanceRecordValue value) {
    ProcessDefinition target = state.definition(value.getProcessDefinitionKey());
    state.processInstances().update(record.key(), row -> row.migratedTo(target));
    state
        .elementInstances()
        .update(record.key(), row -> row.migratedTo(target, once(value.getElementId())));
  }

  /** Of one that is migrated with its process instance the log does not repeat the value. */
  private void variable(LogRecord record) {
    if (record.intent() == VariableIntent.MIGRATED) {
      return;
    }
    VariableRecordValue value = record.value(VariableRecordValue.class);
    state
        .variables()
        .put(
            new Variable(
                record.key(),
                once(value.getName()),
                value.getValue(),
                value.getScopeKey(),
                value.getProcessInstanceKey()));
  }

  private void incident(LogRecord record) {
    IncidentRecordValue value = record.value(IncidentRecordValue.class);
    Intent intent = record.intent();
    if (intent == IncidentIntent.CREATED) {
      state.incidents().put(incident(record, value));
      state
          .openIncidents()
          .opened(record.key(), value.getElementInstanceKey(), value.getElementInstancePath());
    } else if (intent == IncidentIntent.RESOLVED) {
      state.incidents().update(record.key(), Incident::asResolved);
      state.openIncidents().resolved(record.key(), value.getElementInstanceKey());
    }
  }

  private Incident incident(LogRecord record, IncidentRecordValue value) {
    return new Incident(
        record.key(),
        value.getErrorType().name(),
        value.getErrorMessage(),
        state.definition(value.getProcessDefinitionKey()),
        value.getProcessInstanceKey(),
        once(value.getElementId()),
        value.getElementInstanceKey(),
        value.getJobKey(),
        record.time(),
        false);
  }

  private String once(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
