package io.waggle.answer;

import io.waggle.agent.ResultType;
import io.waggle.bpmn.Outcome;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.RecordedReply;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.result.GivenResult;
import io.waggle.steer.RunGuidance;

/**
 * Asks for the result of a run whose agent gives it a type. What does not fit goes back to the
 * model within the same job: its answers are kept when the job is.
 */
final class TypedAnswer {
  /** Results in a row that do not fit, after which the run has failed. */
  static final int MAX_FAULTS = AnswerRounds.MAX_FAULTS;

  private final ModelCalls models;
  private final Briefing briefing;
  private final RunGuidance guidance;
  private final AnswerRounds rounds;

  TypedAnswer(ModelCalls models, Briefing briefing, RunGuidance guidance) {
    this.models = models;
    this.briefing = briefing;
    this.guidance = guidance;
    this.rounds = new AnswerRounds(models, briefing);
  }

  JobOutcome ask(AgentJob job, SynthesizeWorker.Finished finished, ResultType type) {
    Message question =
        AnswerPrompt.question(
            briefing, finished, guidance.unlessPaused(finished.run(), job.said()), type);
    AnswerRounds.Ended asked =
        rounds.ask(
            job,
            question,
            type,
            (wrong, usage) -> {
              requireAsked(job, wrong);
              return true;
            });
    return ended(job, finished, asked.given())
        .withMessages(null, asked.said())
        .withReply(RecordedReply.json(asked.last().model(), asked.last().reply(), asked.said()))
        .withUsage(asked.usage());
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
                      MAX_FAULTS,
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
