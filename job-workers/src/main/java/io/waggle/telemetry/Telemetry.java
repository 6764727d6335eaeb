package io.waggle.telemetry;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Usage;
import io.waggle.budget.Prices;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import io.waggle.engine.OutcomeOrigin;
import io.waggle.journal.JobRecord;
import io.waggle.llm.ChatModel;
import io.waggle.llm.ChatModels;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures the jobs of this process and the calls of models in them, on their threads; what there
 * is to report of it is left to a thread of its own.
 */
public final class Telemetry implements JobListener {
  /** Of the thread that works on a job. */
  private static final ThreadLocal<@Nullable Attempt> CURRENT = new ThreadLocal<>();

  private final Meters meters;
  private final ReportQueue reports;
  private final Prices prices;
  private final boolean content;
  private final Clock clock;

  Telemetry(Meters meters, ReportQueue reports, Prices prices, boolean content, Clock clock) {
    this.meters = meters;
    this.reports = reports;
    this.prices = prices;
    this.content = content;
    this.clock = clock;
  }

  /**
   * @param models of the worker
   * @return the same models; how long their calls take and what they use up is measured
   */
  public ChatModels measured(ChatModels models) {
    return reference -> {
      ChatModel model = models.model(reference);
      return request -> chat(reference, model, request);
    };
  }

  private ChatReply chat(String reference, ChatModel model, ChatRequest request) {
    Instant begun = clock.instant();
    ChatRequest told = content ? request : null;
    try {
      ChatReply reply = model.chat(request);
      Usage usage = prices.usage(reference, reply);
      called(new MeasuredCall(reference, begun, clock.instant(), told, reply, usage, null));
      return reply;
    } catch (RuntimeException failed) {
      String error = ErrorTypes.of(failed);
      called(new MeasuredCall(reference, begun, clock.instant(), told, null, Usage.ZERO, error));
      throw failed;
    }
  }

  private void called(MeasuredCall call) {
    Attempt attempt = CURRENT.get();
    if (attempt != null) {
      attempt.called(call);
    }
    meters.called(call);
  }

  @Override
  public void on(JobMoment moment, JobType type, AgentJob job) {
    switch (moment) {
      case CLAIMED -> CURRENT.set(new Attempt(job, clock.instant()));
      case ACTED -> {
        Attempt attempt = CURRENT.get();
        if (attempt != null && attempt.isAt(job)) {
          attempt.acted(clock.instant());
        }
      }
      case RECORDED, COMPLETED -> {}
    }
  }

  @Override
  public void delivered(AgentJob job, JobRecord record, OutcomeOrigin origin) {
    ended(record.job().type(), job, new EndedAttempt.Delivered(record, origin));
  }

  @Override
  public void failed(JobType type, AgentJob job, Throwable thrown) {
    ended(type, job, new EndedAttempt.Failed(thrown));
  }

  private void ended(JobType type, AgentJob job, EndedAttempt.Result result) {
    Attempt attempt = CURRENT.get();
    CURRENT.remove();
    boolean known = attempt != null && attempt.isAt(job);
    Period period = known ? attempt.period(clock.instant()) : null;
    List<MeasuredCall> calls = known ? attempt.calls() : List.of();
    reports.add(new EndedAttempt(type, job, period, calls, result));
  }
}
