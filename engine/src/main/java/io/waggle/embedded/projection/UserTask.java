package io.waggle.embedded.projection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Camunda user task, open or ended.
 *
 * @param state as in the API, such as {@code CREATED}, {@code ASSIGNING}, {@code COMPLETED}
 * @param formKey negative without a form of Camunda's
 * @param end null while it is open
 */
public record UserTask(
    long key,
    String state,
    ProcessDefinition definition,
    long processInstanceKey,
    long elementInstanceKey,
    String elementId,
    Attributes attributes,
    long formKey,
    @Nullable String externalFormReference,
    Map<String, String> customHeaders,
    Instant creation,
    @Nullable Instant end) {

  /** What can change while a task is open. */
  public record Attributes(
      @Nullable String assignee,
      List<String> candidateGroups,
      List<String> candidateUsers,
      @Nullable Instant dueDate,
      @Nullable Instant followUpDate,
      int priority) {}

  UserTask with(String newState, Attributes newAttributes, @Nullable Instant newEnd) {
    return new UserTask(
        key,
        newState,
        definition,
        processInstanceKey,
        elementInstanceKey,
        elementId,
        newAttributes,
        formKey,
        externalFormReference,
        customHeaders,
        creation,
        newEnd);
  }

  UserTask migratedTo(ProcessDefinition target, String element) {
    return new UserTask(
        key,
        state,
        target,
        processInstanceKey,
        elementInstanceKey,
        element,
        attributes,
        formKey,
        externalFormReference,
        customHeaders,
        creation,
        end);
  }

  /** What the model calls the task; its id if nothing. */
  public String name() {
    return definition.nameOf(elementId);
  }
}
