package io.waggle.telemetry;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.OutcomeOrigin;
import io.waggle.journal.JobRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a job that has ended.
 *
 * @param type which of the agent's jobs
 * @param job which job
 * @param period how long it took; null where another attempt did it
 * @param calls of models
 * @param result how it ended
 */
record EndedAttempt(
    JobType type, AgentJob job, @Nullable Period period, List<MeasuredCall> calls, Result result) {

  /** How an attempt ended. */
  sealed interface Result {}

  /** With an outcome that the engine was told. */
  record Delivered(JobRecord record, OutcomeOrigin origin) implements Result {}

  /** With an exception. */
  record Failed(Throwable thrown) implements Result {}
}
