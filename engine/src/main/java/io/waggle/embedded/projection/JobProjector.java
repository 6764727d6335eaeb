package io.waggle.embedded.projection;

import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.value.JobRecordValue;
import io.waggle.embedded.log.LogRecord;
import io.waggle.embedded.projection.Job.Attempt;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies records about jobs to the state. */
final class JobProjector {
  private static final Set<JobIntent> SHOWN =
      Set.of(
          JobIntent.TIMED_OUT,
          JobIntent.FAILED,
          JobIntent.RETRIES_UPDATED,
          JobIntent.ERROR_THROWN,
          JobIntent.COMPLETED,
          JobIntent.CANCELED);
  private static final Set<JobIntent> LAST =
      Set.of(JobIntent.COMPLETED, JobIntent.CANCELED, JobIntent.ERROR_THROWN);

  private final EngineState state;
  private final UnaryOperator<String> once;

  JobProjector(EngineState state, UnaryOperator<String> once) {
    this.state = state;
    this.once = once;
  }

  void apply(LogRecord record) {
    JobIntent intent = (JobIntent) record.intent();
    JobRecordValue value = record.value(JobRecordValue.class);
    if (intent == JobIntent.CREATED) {
      state.jobs().put(created(record.key(), value));
    } else if (SHOWN.contains(intent)) {
      Instant end = LAST.contains(intent) ? record.time() : null;
      state.jobs().update(record.key(), job -> job.with(intent.name(), attempt(value), end));
    }
  }

  private Job created(long key, JobRecordValue value) {
    return new Job(
        key,
        once.apply(value.getType()),
        JobIntent.CREATED.name(),
        value.getJobKind().name(),
        value.getJobListenerEventType().name(),
        state.definition(value.getProcessDefinitionKey()),
        value.getProcessInstanceKey(),
        once.apply(value.getElementId()),
        value.getElementInstanceKey(),
        attempt(value),
        null);
  }

  private Attempt attempt(JobRecordValue value) {
    return new Attempt(
        once.apply(value.getWorker()),
        value.getRetries(),
        value.getDeadline() < 0 ? null : Instant.ofEpochMilli(value.getDeadline()),
        orNull(value.getErrorCode()),
        orNull(value.getErrorMessage()));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
