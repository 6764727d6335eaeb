package io.waggle.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.ResultType;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.Variables;
import io.waggle.budget.Budgets;
import io.waggle.budget.Reached;
import io.waggle.decision.Decisions;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.Place;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import io.waggle.journal.RecordedReply;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.result.GivenResult;
import io.waggle.result.ResultReading;
import io.waggle.steer.Guidance;
import io.waggle.steer.RunGuidance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.synthesize}: writes the result of a run.
 *
 * <p>Reads {@code run}, {@code plan} and {@code progress}; writes {@code result}, {@code
 * resultRef}, {@code outcome}, {@code usage} and {@code decisions}. Where a single step was the
 * whole task, its result is the run's; where all steps failed, the run failed. Both take no LLM
 * call. Where the agent's result has a type, the model is asked until it gives one, at most {@value
 * AnswerRounds#MAX_FAULTS} times.
 */
public final class SynthesizeWorker implements AgentWorker<SynthesizeWorker.Finished> {
  private final Journal journal;
  private final ModelCalls models;
  private final Briefing briefing;
  private final Decisions decisions;
  private final RunGuidance guidance;
  private final Budgets budgets;
  private final TypedAnswer typed;

  public SynthesizeWorker(
      Journal journal,
      ModelCalls models,
      Briefing briefing,
      Decisions decisions,
      RunGuidance guidance,
      Budgets budgets) {
    this.journal = journal;
    this.budgets = budgets;
    this.decisions = decisions;
    this.guidance = guidance;
    this.models = models;
    this.briefing = briefing;
    this.typed = new TypedAnswer(models, briefing, guidance, budgets);
  }

  /** The results of a run's steps; {@code usage} only to know whether it changes. */
  public record Finished(Run run, Plan plan, Progress progress, @Nullable JsonNode usage) {

    boolean hasNothing() {
      return progress.results().stream()
          .allMatch(result -> result.status() == StepResult.Status.FAILED);
    }

    Outcome outcome() {
      boolean complete =
          !plan.cut()
              && !progress.failed()
              && progress.wave() >= plan.waves().size()
              && progress.results().stream()
                  .noneMatch(result -> result.status() == StepResult.Status.PARTIAL);
      return complete ? Outcome.COMPLETED : Outcome.PARTIAL;
    }
  }

  @Override
  public JobType jobType() {
    return JobType.SYNTHESIZE;
  }

  @Override
  public Class<Finished> variables() {
    return Finished.class;
  }

  @Override
  public boolean isHarmless(Agent agent, Finished finished, Place place) {
    return true;
  }

  @Override
  public Place place(EngineJob job, Finished finished) {
    Place.requireOwn(journal, finished.run(), job.processInstanceKey());
    return Place.in(finished.run(), Paths.answer(finished.run().path()));
  }

  @Override
  public JobOutcome work(AgentJob job, Finished finished) {
    List<TakenDecision> taken = decisions.in(finished.run());
    JobOutcome answer = answer(job, finished);
    JobOutcome outcome =
        answer.with(Variables.USAGE, budgets.usage(finished.run()).plus(answer.usage()));
    return taken.isEmpty() ? outcome : outcome.with(Variables.DECISIONS, taken);
  }

  private JobOutcome answer(AgentJob job, Finished finished) {
    List<StepResult> results = finished.progress().results();
    if (finished.hasNothing() && !models.isGiven(job)) {
      String reasons = "Nothing could be done.\n\n" + briefing.results(finished.run(), results);
      return RunEnd.outcome(job, Outcome.FAILED, reasons);
    }
    @Nullable ResultType type = job.agent().result();
    if (results.size() == 1 && !models.isGiven(job)) {
      String only = briefing.text(finished.run(), results.getFirst());
      if (type == null) {
        return RunEnd.outcome(job, finished.outcome(), only);
      }
      if (ResultReading.of(type, only) instanceof GivenResult.Fitting fitting) {
        return RunEnd.outcome(job, finished.outcome(), fitting.value());
      }
    }
    if (type != null) {
      return typed.ask(job, finished, type);
    }
    Optional<Reached> reached =
        models.isGiven(job) ? Optional.empty() : budgets.of(job, finished.run()).reached();
    if (reached.isPresent() && reached.get().isExhausted()) {
      String found = briefing.results(finished.run(), results) + "\n\n" + reached.get().note();
      return RunEnd.outcome(job, Outcome.PARTIAL, found);
    }
    return synthesize(job, finished, reached.map(limit -> "\n\n" + limit.note()).orElse(""));
  }

  /**
   * @param note what stands below the result where it is not all that was asked for
   */
  private JobOutcome synthesize(AgentJob job, Finished finished, String note) {
    List<Guidance> heard = guidance.unlessPaused(finished.run(), job.said());
    ModelCalls.Fitted asked =
        models.askFitting(
            job,
            length ->
                new ChatRequest(
                    briefing.instruct(
                        job.agent(),
                        List.of(AnswerPrompt.question(briefing, finished, heard, null, length))),
                    List.of(),
                    null));
    Message question = asked.request().messages().getLast();
    ModelCalls.Answer answer = asked.answer();
    ChatReply reply = answer.reply();
    Usage usage = answer.usage();
    List<Message> said = List.of(question, Message.assistant(reply.content(), List.of()));
    String recorded = RecordedReply.json(answer.model(), reply, said);
    if (reply.finish() == ChatReply.Finish.DONE && !reply.content().isBlank()) {
      boolean partial = finished.outcome() == Outcome.PARTIAL;
      return RunEnd.outcome(job, finished.outcome(), reply.content() + (partial ? note : ""))
          .withMessages(null, said)
          .withReply(recorded)
          .withUsage(usage);
    }
    return RunEnd.outcome(job, Outcome.PARTIAL, AnswerPrompt.inPlaceOf(reply, briefing, finished))
        .withMessages(null, said)
        .withReply(recorded)
        .withUsage(usage);
  }
}
