package io.waggle.embedded.projection;

import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An element of a process instance that was entered, other than the process itself.
 *
 * @param scopeKey what it is in: an element instance or the process instance
 * @param end null while it is active
 */
public record ElementInstance(
    long key,
    long processInstanceKey,
    long scopeKey,
    ProcessDefinition definition,
    String elementId,
    BpmnElementType type,
    Instant start,
    @Nullable Instant end,
    State state) {
  ElementInstance ended(State how, Instant when) {
    return new ElementInstance(
        key, processInstanceKey, scopeKey, definition, elementId, type, start, when, how);
  }

  ElementInstance migratedTo(ProcessDefinition target, String targetElement) {
    return new ElementInstance(
        key, processInstanceKey, scopeKey, target, targetElement, type, start, end, state);
  }

  /** What the model calls the element; its id if nothing. */
  public String elementName() {
    return definition.nameOf(elementId);
  }
}
