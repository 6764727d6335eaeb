package io.waggle.telemetry;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.NotHeldException;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.OutcomeOrigin;
import io.waggle.journal.BriefJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports ended attempts, as metrics and, where they are wanted, as spans. What this process has
 * reported it does not report again, and nothing that was done in an earlier epoch. Of one thread.
 */
final class Reports implements Consumer<EndedAttempt> {
  private static final int REMEMBERED = 10_000;

  private final RunFacts facts;
  private final Endings endings;
  private final Meters meters;
  private final @Nullable RunSpans spans;
  private final Map<JobAddress, Integer> reported =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobAddress, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  Reports(RunFacts facts, Meters meters, @Nullable RunSpans spans) {
    this.facts = facts;
    this.endings = new Endings(facts);
    this.meters = meters;
    this.spans = spans;
  }

  @Override
  public void accept(EndedAttempt attempt) {
    switch (attempt.result()) {
      case EndedAttempt.Delivered delivered -> delivered(attempt, delivered);
      case EndedAttempt.Failed failed -> failed(attempt, failed.thrown());
    }
  }

  private void delivered(EndedAttempt attempt, EndedAttempt.Delivered delivered) {
    JobRecord record = delivered.record();
    JobAddress at = record.job().at();
    if (attempt.period() != null) {
      meters.attempted(record.job().agent(), attempt.type(), attempt.period(), null);
    }
    if (delivered.origin() == OutcomeOrigin.EARLIER_EPOCH || reported.putIfAbsent(at, 1) != null) {
      return;
    }
    Optional<BriefJob> row =
        attempt.period() == null || spans != null ? facts.job(at) : Optional.empty();
    Period period =
        attempt.period() == null ? row.map(Reports::period).orElse(null) : attempt.period();
    if (period == null) {
      return; // purged since
    }
    Optional<Ended> ended = endings.of(record, period);
    if (delivered.origin() == OutcomeOrigin.OWN) { // who worked it out counts it, and nobody else
      ended.ifPresent(end -> meters.ended(record.job().agent(), end));
    }
    if (spans != null) {
      int attempts = row.map(BriefJob::attempts).orElse(1);
      spans.of(new ReportedJob(attempt, record, period, attempts), ended);
    }
  }

  private static @Nullable Period period(BriefJob job) {
    Instant begun = job.begun();
    Instant recorded = job.recorded();
    return begun == null || recorded == null ? null : new Period(begun, recorded);
  }

  private void failed(EndedAttempt attempt, Throwable thrown) {
    AgentJob job = attempt.job();
    Period period = attempt.period();
    if (period == null || isNone(thrown)) {
      return;
    }
    String error = ErrorTypes.of(thrown);
    meters.attempted(job.agent().name(), attempt.type(), period, error);
    if (job.at() == null) {
      return;
    }
    if (attempt.type() == JobType.TOOL && mayHaveRun(thrown)) {
      facts
          .request(job.at())
          .ifPresent(
              request ->
                  meters.executed(job.agent().name(), request.name(), "function", period, error));
    }
    if (spans != null) {
      spans.failed(attempt, job.at());
    }
  }

  private static boolean mayHaveRun(Throwable thrown) {
    return !(thrown instanceof NeedsPersonException || thrown instanceof CancellationException);
  }

  /** Whether it was no attempt: nothing was begun. */
  private static boolean isNone(Throwable thrown) {
    return thrown instanceof OnHoldException || thrown instanceof NotHeldException;
  }
}
