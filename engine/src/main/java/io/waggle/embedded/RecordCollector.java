package io.waggle.embedded;

import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import io.camunda.zeebe.protocol.record.value.BpmnEventType;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import io.waggle.embedded.ElementRecord.Change;
import io.waggle.embedded.log.LogRecord;
import io.waggle.embedded.log.RecordReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Collects what tests ask for from the engine's records, as far as somebody asks. */
final class RecordCollector {
  private final ReentrantLock lock = new ReentrantLock();
  private final RecordReader reader;
  private final List<ElementRecord> elements = new ArrayList<>();
  private final List<VariableRecord> variables = new ArrayList<>();
  private final List<IncidentRecord> incidents = new ArrayList<>();
  private final List<FailedJobRecord> failedJobs = new ArrayList<>();
  private final List<UserTaskRecord> userTasks = new ArrayList<>();
  private long count;
  private long bytes;

  RecordCollector(RecordReader reader) {
    this.reader = reader;
  }

  List<ElementRecord> elements() {
    return upToNow(elements);
  }

  List<VariableRecord> variables() {
    return upToNow(variables);
  }

  List<IncidentRecord> incidents() {
    return upToNow(incidents);
  }

  List<FailedJobRecord> failedJobs() {
    return upToNow(failedJobs);
  }

  List<UserTaskRecord> userTasks() {
    return upToNow(userTasks);
  }

  LogSize size() {
    lock.lock();
    try {
      reader.forEachNew(this::collect);
      return new LogSize(count, bytes);
    } finally {
      lock.unlock();
    }
  }

  private <T> List<T> upToNow(List<T> list) {
    lock.lock();
    try {
      reader.forEachNew(this::collect);
      return List.copyOf(list);
    } finally {
      lock.unlock();
    }
  }

  private void collect(LogRecord record) {
    count++;
    bytes += record.length();
    if (!record.isEvent()) {
      return;
    }
    switch (record.valueType()) {
      case PROCESS_INSTANCE -> {
        Change change = change((ProcessInstanceIntent) record.intent());
        if (change != null) {
          elements.add(element(record, change));
        }
      }
      case VARIABLE -> {
        if (record.intent() != VariableIntent.MIGRATED) { // it does not repeat the value
          variables.add(variable(record.value(VariableRecordValue.class)));
        }
      }
      case INCIDENT -> {
        if (record.intent() == IncidentIntent.CREATED) {
          incidents.add(incident(record.key(), record.value(IncidentRecordValue.class)));
        }
      }
      case JOB -> {
        if (record.intent() == JobIntent.FAILED) {
          failedJobs.add(failedJob(record.key(), record.value(JobRecordValue.class)));
        }
      }
      case USER_TASK -> {
        if (record.intent() == UserTaskIntent.CREATED) {
          userTasks.add(userTask(record.key(), record.value(UserTaskRecordValue.class)));
        }
      }
      default -> {}
    }
  }

  private static @Nullable Change change(ProcessInstanceIntent intent) {
    return switch (intent) {
      case ELEMENT_ACTIVATED -> Change.ACTIVATED;
      case ELEMENT_COMPLETED -> Change.COMPLETED;
      case ELEMENT_TERMINATED -> Change.TERMINATED;
      case SEQUENCE_FLOW_TAKEN -> Change.TAKEN;
      default -> null;
    };
  }

  private static ElementRecord element(LogRecord record, Change change) {
    ProcessInstanceRecordValue value = record.value(ProcessInstanceRecordValue.class);
    BpmnElementType type = value.getBpmnElementType();
    return new ElementRecord(
        change,
        record.key(),
        value.getElementId(),
        type,
        type == BpmnElementType.END_EVENT && value.getBpmnEventType() == BpmnEventType.ERROR,
        value.getBpmnProcessId(),
        value.getProcessInstanceKey(),
        value.getFlowScopeKey());
  }

  private static VariableRecord variable(VariableRecordValue value) {
    return new VariableRecord(
        value.getName(), value.getValue(), value.getScopeKey(), value.getProcessInstanceKey());
  }

  private static IncidentRecord incident(long key, IncidentRecordValue value) {
    return new IncidentRecord(
        key,
        value.getErrorType().name(),
        value.getErrorMessage(),
        value.getElementId(),
        value.getElementInstanceKey(),
        value.getProcessInstanceKey(),
        value.getElementInstancePath().getFirst().getFirst());
  }

  private static FailedJobRecord failedJob(long key, JobRecordValue value) {
    return new FailedJobRecord(
        key,
        value.getType(),
        value.getRetries(),
        Duration.ofMillis(value.getRetryBackoff()),
        value.getErrorMessage(),
        value.getElementId(),
        value.getProcessInstanceKey());
  }

  private static UserTaskRecord userTask(long key, UserTaskRecordValue value) {
    return new UserTaskRecord(
        key,
        value.getElementId(),
        value.getElementInstanceKey(),
        value.getProcessInstanceKey(),
        value.getAssignee(),
        List.copyOf(value.getCandidateGroupsList()),
        List.copyOf(value.getCandidateUsersList()),
        value.getDueDate(),
        value.getFollowUpDate(),
        value.getPriority(),
        value.getFormKey());
  }
}
