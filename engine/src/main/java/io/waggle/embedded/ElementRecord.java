package io.waggle.embedded;

import io.camunda.zeebe.protocol.record.value.BpmnElementType;

/**
 * A token came to an element, left it, or took a sequence flow.
 *
 * @param key of the element instance, for a process that of the process instance
 * @param element its id in the model
 * @param throwsError whether it is an end that throws an error: such an end never completes
 * @param process id of the process
 * @param scope what the element is in: an element instance or the process instance
 */
public record ElementRecord(
    Change change,
    long key,
    String element,
    BpmnElementType type,
    boolean throwsError,
    String process,
    long processInstance,
    long scope) {
  /** What happened. */
  public enum Change {
    ACTIVATED,
    COMPLETED,
    TERMINATED,
    /** Of a sequence flow. */
    TAKEN
  }

  /** Whether this shows that a token has been on the element. */
  boolean isPassed() {
    return switch (change) {
      case ACTIVATED -> type == BpmnElementType.USER_TASK || throwsError;
      case COMPLETED, TAKEN -> true;
      case TERMINATED -> false;
    };
  }
}
