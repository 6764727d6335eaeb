package io.waggle.answer;

import io.waggle.agent.ResultType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Run;
import io.waggle.budget.Budgets;
import io.waggle.budget.Reached;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.result.GivenResult;
import io.waggle.steer.Guidance;
import io.waggle.steer.RunGuidance;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the result of a run whose agent gives it a type. What does not fit goes back to the
 * model within the same job.
 */
final class TypedAnswer {
  private final ModelCalls models;
  private final Briefing briefing;
  private final RunGuidance guidance;
  private final Budgets budgets;
  private final AnswerRounds rounds;

  TypedAnswer(ModelCalls models, Briefing briefing, RunGuidance guidance, Budgets budgets) {
    this.models = models;
    this.briefing = briefing;
    this.guidance = guidance;
    this.budgets = budgets;
    this.rounds = new AnswerRounds(models, briefing);
  }

  JobOutcome ask(AgentJob job, SynthesizeWorker.Finished finished, ResultType type) {
    List<Guidance> heard = guidance.unlessPaused(finished.run(), job.said());
    AnswerRounds.Ended ended =
        rounds.ask(
            job,
            job.kept(),
            length -> AnswerPrompt.question(briefing, finished, heard, type, length),
            type,
            rules(job, finished.run()));
    return switch (ended) {
      case AnswerRounds.Ended.Spent spent ->
          withoutModel(job, finished, spent.limit()).withMessages(null, spent.said());
      case AnswerRounds.Ended.Answered answered ->
          answered.recordedIn(ended(job, finished, answered.given()));
    };
  }

  private AnswerRounds.Rules rules(AgentJob job, Run run) {
    return new AnswerRounds.Rules() {
      @Override
      public Optional<Reached> limit() {
        return models.isGiven(job)
            ? Optional.empty()
            : budgets.of(job, run).reached().filter(Reached::isExhausted);
      }

      @Override
      public void wrong(GivenResult.Wrong wrong) {
        requireAsked(job, wrong);
      }
    };
  }

  private JobOutcome withoutModel(
      AgentJob job, SynthesizeWorker.Finished finished, Reached reached) {
    String found = briefing.results(finished.run(), finished.progress().results());
    return RunEnd.outcome(job, Outcome.FAILED, found + "\n\n" + reached.note());
  }

  private JobOutcome ended(AgentJob job, SynthesizeWorker.Finished finished, GivenResult given) {
    return switch (given) {
      case GivenResult.Fitting fitting -> RunEnd.outcome(job, finished.outcome(), fitting.value());
      case GivenResult.Wrong wrong ->
          RunEnd.outcome(
              job,
              Outcome.FAILED,
              "The model gave %d results in a row that cannot be used; the last problem: %s. These are the results of the steps.\n\n%s"
                  .formatted(
                      AnswerRounds.MAX_FAULTS,
                      AnswerRounds.problem(wrong),
                      briefing.results(finished.run(), finished.progress().results())));
    };
  }

  /** A person who wrote the answer in a fork would be asked for the same again and again. */
  private void requireAsked(AgentJob job, GivenResult.Wrong wrong) {
    if (models.isGiven(job)) {
      throw new NeedsPersonException(
          "The answer that is given in this fork is no result of the agent '%s': %s. Cancel the run, and fork once more."
              .formatted(job.agent().name(), AnswerRounds.problem(wrong)),
          null);
    }
  }
}
