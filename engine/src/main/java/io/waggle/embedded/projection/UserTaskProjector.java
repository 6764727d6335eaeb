package io.waggle.embedded.projection;

import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.value.UserTaskRecordValue;
import io.waggle.embedded.log.LogRecord;
import io.waggle.embedded.projection.UserTask.Attributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies records about user tasks to the state. */
final class UserTaskProjector {
  private static final Set<String> ALL =
      Set.of(
          "assignee",
          "candidateGroupsList",
          "candidateUsersList",
          "dueDate",
          "followUpDate",
          "priority");

  private final EngineState state;

  UserTaskProjector(EngineState state) {
    this.state = state;
  }

  void apply(LogRecord record) {
    UserTaskRecordValue value = record.value(UserTaskRecordValue.class);
    switch ((UserTaskIntent) record.intent()) {
      case CREATING -> state.userTasks().put(creating(record, value));
      case CREATED -> changed(record, value, "CREATED", ALL);
      case ASSIGNING, CLAIMING -> changed(record, value, "ASSIGNING", Set.of());
      case ASSIGNED -> changed(record, value, "CREATED", Set.of("assignee"));
      case UPDATING -> changed(record, value, "UPDATING", Set.of());
      case UPDATED, CORRECTED -> changed(record, value, "CREATED", value.getChangedAttributes());
      case ASSIGNMENT_DENIED, UPDATE_DENIED, COMPLETION_DENIED ->
          changed(record, value, "CREATED", Set.of());
      case COMPLETING -> changed(record, value, "COMPLETING", Set.of());
      case CANCELING -> changed(record, value, "CANCELING", Set.of());
      case COMPLETED -> ended(record, "COMPLETED");
      case CANCELED -> ended(record, "CANCELED");
      case MIGRATED -> migrated(record, value);
      default -> {}
    }
  }

  private UserTask creating(LogRecord record, UserTaskRecordValue value) {
    String reference = value.getExternalFormReference();
    return new UserTask(
        record.key(),
        "CREATING",
        state.definition(value.getProcessDefinitionKey()),
        value.getProcessInstanceKey(),
        value.getElementInstanceKey(),
        value.getElementId(),
        attributes(value),
        value.getFormKey(),
        reference.isEmpty() ? null : reference,
        value.getCustomHeaders(),
        record.time(),
        null);
  }

  private void changed(
      LogRecord record, UserTaskRecordValue value, String newState, Collection<String> attributes) {
    state
        .userTasks()
        .update(
            record.key(),
            task ->
                task.with(
                    newState, merged(task.attributes(), attributes(value), attributes), null));
  }

  private void migrated(LogRecord record, UserTaskRecordValue value) {
    state
        .userTasks()
        .update(
            record.key(),
            task ->
                task.migratedTo(
                    state.definition(value.getProcessDefinitionKey()), value.getElementId()));
  }

  private void ended(LogRecord record, String how) {
    state
        .userTasks()
        .update(record.key(), task -> task.with(how, task.attributes(), record.time()));
  }

  private static Attributes merged(Attributes old, Attributes now, Collection<String> changed) {
    return new Attributes(
        changed.contains("assignee") ? now.assignee() : old.assignee(),
        changed.contains("candidateGroupsList") ? now.candidateGroups() : old.candidateGroups(),
        changed.contains("candidateUsersList") ? now.candidateUsers() : old.candidateUsers(),
        changed.contains("dueDate") ? now.dueDate() : old.dueDate(),
        changed.contains("followUpDate") ? now.followUpDate() : old.followUpDate(),
        changed.contains("priority") ? now.priority() : old.priority());
  }

  private static Attributes attributes(UserTaskRecordValue value) {
    return new Attributes(
        value.getAssignee().isEmpty() ? null : value.getAssignee(),
        List.copyOf(value.getCandidateGroupsList()),
        List.copyOf(value.getCandidateUsersList()),
        date(value.getDueDate()),
        date(value.getFollowUpDate()),
        value.getPriority());
  }

  private static @Nullable Instant date(String text) {
    try {
      return text.isEmpty() ? null : ZonedDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
