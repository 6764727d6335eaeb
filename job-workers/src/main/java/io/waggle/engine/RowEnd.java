package io.waggle.engine;

import io.waggle.bpmn.JobType;
import io.waggle.journal.Intent;
import io.waggle.journal.JobRecord;
import org.jspecify.annotations.Nullable;

/** How an attempt at a row of the journal has ended. */
sealed interface RowEnd {

  /**
   * The process can be told.
   *
   * @param type which of the agent's jobs
   * @param job which job
   * @param delivery what it is told
   * @param record what the journal has; null where nothing is recorded
   * @param origin who worked it out
   */
  record Decided(
      JobType type,
      AgentJob job,
      Delivery delivery,
      @Nullable JobRecord record,
      OutcomeOrigin origin)
      implements RowEnd {

    /** Whether this attempt has brought the run on. */
    boolean isProgress() {
      return record != null && origin == OutcomeOrigin.OWN;
    }
  }

  /** The job is in other hands: there is nothing to do or to say. */
  record LetGo() implements RowEnd {}

  /**
   * It has to be tried again, or a person is needed.
   *
   * @param thrown why
   * @param intent what the attempt has in the journal; null where it got nothing
   * @param inDoubt whether it may have acted
   */
  record Failed(Throwable thrown, @Nullable Intent intent, boolean inDoubt) implements RowEnd {}
}
