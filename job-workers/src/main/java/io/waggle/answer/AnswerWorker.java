package io.waggle.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.ResultType;
import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.Variables;
import io.waggle.budget.Budgets;
import io.waggle.budget.Reached;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.LoneRuns;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.Place;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.result.GivenResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.answer}: one prompt of any process, one answer, no tools.
 *
 * <p>Reads {@code llmCall}; writes {@code result}, a text or a value of the schema that is asked
 * for, {@code outcome}, {@code resultRef} and {@code usage}. What cannot be used goes back to the
 * model; after {@value AnswerRounds#MAX_FAULTS} such answers in a row, or at a limit of the agent,
 * the job ends with the BPMN error {@value #FAILED} and {@code result}, which says why, or raises
 * an incident.
 */
public final class AnswerWorker implements AgentWorker<AnswerWorker.Asked> {
  /** BPMN error where no answer can be used; {@code result} says why. */
  public static final String FAILED = ErrorCodes.AGENT_FAILED;

  private final LoneRuns lone;
  private final Budgets budgets;
  private final AnswerRounds rounds;

  public AnswerWorker(LoneRuns lone, ModelCalls models, Briefing briefing, Budgets budgets) {
    this.lone = lone;
    this.budgets = budgets;
    this.rounds = new AnswerRounds(models, briefing);
  }

  /** What is asked. */
  public record Asked(LlmCall llmCall) {}

  @Override
  public JobType jobType() {
    return JobType.ANSWER;
  }

  @Override
  public Class<Asked> variables() {
    return Asked.class;
  }

  @Override
  public Place place(EngineJob job, Asked asked) {
    LlmCall call = asked.llmCall();
    return lone.place(
        job, new LoneRuns.Request(JobType.ANSWER.verb(), call.name(), call.words(), call));
  }

  @Override
  public JobOutcome work(AgentJob job, Asked asked) {
    LlmCall call = asked.llmCall();
    Run run = LoneRuns.run(job);
    @Nullable ResultType type = call.type();
    Message question = call.question(type);
    AnswerRounds.Ended ended =
        rounds.ask(
            job,
            keptOf(job, question),
            length -> question,
            type,
            () -> budgets.of(job, run).reached().filter(Reached::isExhausted));
    return switch (ended) {
      case AnswerRounds.Ended.Spent spent ->
          failed(job, call, spent.limit().words(), budgets.usage(run))
              .withMessages(null, spent.said());
      case AnswerRounds.Ended.Answered answered -> {
        Usage usage = budgets.usage(run).plus(answered.last().usage());
        yield answered.recordedIn(
            switch (answered.given()) {
              case GivenResult.Fitting fitting -> answered(job, type, fitting.value(), usage);
              case GivenResult.Wrong wrong -> {
                if (!call.throwsError()) {
                  // an incident is no outcome: what the answer took counts, and three may follow
                  job.keep(List.of(), answered.last().usage());
                }
                yield failed(job, call, why(wrong), usage);
              }
            });
      }
    };
  }

  /** Nothing, where the prompt was corrected since. */
  private static List<Message> keptOf(AgentJob job, Message question) {
    List<Message> kept = job.kept();
    return !kept.isEmpty() && kept.getFirst().equals(question) ? kept : List.of();
  }

  private static JobOutcome answered(
      AgentJob job, @Nullable ResultType type, JsonNode value, Usage usage) {
    JobOutcome outcome =
        type == null
            ? RunEnd.outcome(job, Outcome.COMPLETED, value.asText())
            : RunEnd.outcome(job, Outcome.COMPLETED, value);
    return outcome.with(Variables.USAGE, usage);
  }

  private static String why(GivenResult.Wrong wrong) {
    return "the model gave %d answers in a row that cannot be used; the last problem: %s"
        .formatted(AnswerRounds.MAX_FAULTS, AnswerRounds.problem(wrong));
  }

  /** Of an incident nothing is recorded: resolving it asks again. */
  private static JobOutcome failed(AgentJob job, LlmCall call, String why, Usage usage) {
    String text = "The agent '%s' has no answer: %s.".formatted(job.agent().name(), why);
    if (!call.throwsError()) {
      throw new NeedsPersonException(
          text
              + " Correct the prompt (in Operate: edit the variable 'llmCall') or the agent, and resolve this incident, which asks again; or let the process catch the error %s."
                  .formatted(FAILED),
          null);
    }
    return JobOutcome.error(
            FAILED,
            Map.of(
                Variables.RESULT,
                text,
                Variables.OUTCOME,
                Outcome.FAILED,
                Variables.RESULT_REF,
                job.ref(),
                Variables.USAGE,
                usage))
        .withContent(text);
  }
}
