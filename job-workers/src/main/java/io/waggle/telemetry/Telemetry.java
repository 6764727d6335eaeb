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
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the jobs of this process and the calls of models in them, on their threads; what there
 * is to report of it is left to a thread of its own.
 */
public final class Telemetry implements JobListener {
  private static final Logger LOG = LoggerFactory.getLogger(Telemetry.class);

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
   * @param reference {@code provider:name}
   * @param model of that name
   * @return the same model; how long its calls take and what they use up is measured
   */
  public ChatModel measured(String reference, ChatModel model) {
    return request -> chat(reference, model, request);
  }

  private ChatReply chat(String reference, ChatModel model, ChatRequest request) {
    Instant begun = clock.instant();
    try {
      ChatReply reply = model.chat(request);
      called(reference, begun, request, reply, null);
      return reply;
    } catch (TransientLlmException | PermanentLlmException failed) {
      called(reference, begun, request, null, ErrorTypes.of(failed));
      throw failed;
    }
  }

  /** Whatever is wrong here must not cost the answer. */
  private void called(
      String model,
      Instant begun,
      ChatRequest request,
      @Nullable ChatReply reply,
      @Nullable String error) {
    try {
      MeasuredCall call =
          new MeasuredCall(
              model,
              begun,
              clock.instant(),
              content ? request : null,
              reply == null || content ? reply : slim(reply),
              reply == null ? Usage.ZERO : prices.usage(model, reply),
              error);
      Attempt attempt = CURRENT.get();
      if (attempt != null) {
        attempt.called(call);
      }
      meters.called(call);
    } catch (RuntimeException unexpected) {
      LOG.warn("A call of the model {} is not counted", model, unexpected);
    }
  }

  /** Long texts are not to wait where nobody reads them. */
  private static ChatReply slim(ChatReply reply) {
    return new ChatReply(
        "",
        reply.toolRequests(),
        reply.finish(),
        reply.inputTokens(),
        reply.outputTokens(),
        reply.cachedInputTokens(),
        reply.reasoningTokens(),
        null,
        reply.model());
  }

  private static JobRecord slim(JobRecord record) {
    return new JobRecord(
        record.job(),
        record.parent(),
        record.outcome(),
        List.of(),
        "",
        record.usage(),
        record.definition(),
        record.reply());
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
    JobRecord told = content || origin != OutcomeOrigin.OWN ? record : slim(record);
    ended(record.job().type(), job, new EndedAttempt.Delivered(told, origin));
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
