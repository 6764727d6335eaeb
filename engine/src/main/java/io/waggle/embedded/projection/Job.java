package io.waggle.embedded.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job, to be worked on or ended.
 *
 * @param state what happened to it last, as in the API, such as {@code CREATED} or {@code FAILED}
 * @param end null while it is to be worked on
 */
public record Job(
    long key,
    String type,
    String state,
    String kind,
    String listenerEventType,
    ProcessDefinition definition,
    long processInstanceKey,
    String elementId,
    long elementInstanceKey,
    Attempt attempt,
    @Nullable Instant end) {

  /**
   * What can change while a job is open.
   *
   * @param errorCode of the last failure; null without one
   * @param errorMessage of the last failure; null without one
   */
  public record Attempt(
      String worker,
      int retries,
      @Nullable Instant deadline,
      @Nullable String errorCode,
      @Nullable String errorMessage) {}

  Job with(String newState, Attempt newAttempt, @Nullable Instant newEnd) {
    return new Job(
        key,
        type,
        newState,
        kind,
        listenerEventType,
        definition,
        processInstanceKey,
        elementId,
        elementInstanceKey,
        newAttempt,
        newEnd);
  }

  /** Whether it failed and will be tried again. */
  public boolean hasFailedWithRetriesLeft() {
    return state.equals("FAILED") && attempt.retries() > 0;
  }
}
