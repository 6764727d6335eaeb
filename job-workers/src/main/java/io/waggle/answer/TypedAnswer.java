package io.waggle.answer;

import io.waggle.agent.ResultType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.budget.Budgets;
import io.waggle.budget.Reached;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for the result of a run whose agent gives it a type. What does not fit goes back to the
 * model within the same job; each such answer is kept at once, so that no attempt asks for it
 * again.
 */
final class TypedAnswer {
  /** Results in a row that do not fit, after which the run has failed. */
  static final int MAX_FAULTS = 3;

  private static final int LONGEST_PROBLEM = 1_000;

  private final ModelCalls models;
  private final Briefing briefing;
  private final RunGuidance guidance;
  private final Budgets budgets;

  TypedAnswer(ModelCalls models, Briefing briefing, RunGuidance guidance, Budgets budgets) {
    this.budgets = budgets;
    this.models = models;
    this.briefing = briefing;
    this.guidance = guidance;
  }

  JobOutcome ask(AgentJob job, SynthesizeWorker.Finished finished, ResultType type) {
    List<Guidance> heard = guidance.unlessPaused(finished.run(), job.said());
    List<Message> kept = job.kept();
    while (true) {
      Optional<Reached> reached = spent(job, finished.run());
      if (reached.isPresent()) {
        return withoutModel(job, finished, reached.get()).withMessages(null, kept);
      }
      List<Message> before = kept;
      ModelCalls.Fitted asked =
          models.askFitting(
              job,
              length ->
                  request(
                      job,
                      AnswerPrompt.question(briefing, finished, heard, type, length),
                      before,
                      type));
      ModelCalls.Answer answer = asked.answer();
      List<Message> said = new ArrayList<>(asked.request().messages());
      said.removeFirst(); // the instructions, which are not part of what is said
      said.add(said(answer.reply()));
      GivenResult given = given(type, answer.reply());
      if (given instanceof GivenResult.Wrong wrong && count(said) < MAX_FAULTS) {
        requireAsked(job, wrong);
        said.add(Message.user(again(wrong)));
        job.keep(said, answer.usage());
        kept = said;
        continue;
      }
      return ended(job, finished, given)
          .withMessages(null, said)
          .withReply(RecordedReply.json(answer.model(), answer.reply(), said))
          .withUsage(answer.usage());
    }
  }

  /** The question is asked anew: people may have said something since it was kept. */
  private ChatRequest request(
      AgentJob job, Message question, List<Message> before, ResultType type) {
    List<Message> said = new ArrayList<>(List.of(question));
    said.addAll(before.isEmpty() ? before : before.subList(1, before.size()));
    return new ChatRequest(briefing.instruct(job.agent(), said), List.of(), null, type.asked());
  }

  private static long count(List<Message> said) {
    return said.stream().filter(message -> message.role() == Message.Role.ASSISTANT).count();
  }

  /** A limit that leaves no further LLM call. */
  private Optional<Reached> spent(AgentJob job, Run run) {
    return models.isGiven(job)
        ? Optional.empty()
        : budgets.of(job.agent(), run).reached().filter(Reached::isExhausted);
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
                      MAX_FAULTS,
                      Preview.of(wrong.problem(), LONGEST_PROBLEM),
                      briefing.results(finished.run(), finished.progress().results())));
    };
  }

  private static String again(GivenResult.Wrong wrong) {
    return "Your result cannot be used: %s. Give all of it again, corrected: the JSON alone."
        .formatted(Preview.of(wrong.problem(), LONGEST_PROBLEM));
  }

  private static Message said(ChatReply reply) {
    return Message.assistant(reply.content().isBlank() ? "(nothing)" : reply.content(), List.of());
  }

  private static GivenResult given(ResultType type, ChatReply reply) {
    return switch (reply.finish()) {
      case CUT_OFF -> new GivenResult.Wrong("it was cut off at the output limit; make it shorter");
      case REFUSED -> new GivenResult.Wrong("you declined to give one");
      case UNREADABLE_CALLS ->
          new GivenResult.Wrong("you called tools in its place, and there are none now");
      case UNCLEAR -> new GivenResult.Wrong("nothing says that it was whole");
      case DONE -> ResultReading.of(type, reply.content());
    };
  }

  /** A person who wrote the answer in a fork would be asked for the same again and again. */
  private void requireAsked(AgentJob job, GivenResult.Wrong wrong) {
    if (models.isGiven(job)) {
      throw new NeedsPersonException(
          "The answer that is given in this fork is no result of the agent '%s': %s. Cancel the run, and fork once more."
              .formatted(job.agent().name(), Preview.of(wrong.problem(), LONGEST_PROBLEM)),
          null);
    }
  }
}
