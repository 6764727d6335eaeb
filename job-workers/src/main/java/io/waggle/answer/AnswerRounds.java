package io.waggle.answer;

import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.agent.ResultType;
import io.waggle.bpmn.Preview;
import io.waggle.budget.Reached;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import io.waggle.journal.RecordedReply;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.result.GivenResult;
import io.waggle.result.ResultReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for an answer until it gives one that can be used. What cannot be used goes back to
 * it within the same job, and is kept in the journal at once: whoever takes the job over goes on
 * from there, and pays no answer again.
 */
final class AnswerRounds {
  /** Answers in a row that cannot be used, after which nobody is asked any more. */
  static final int MAX_FAULTS = 3;

  private static final int LONGEST_PROBLEM = 1_000;

  private final ModelCalls models;
  private final Briefing briefing;

  AnswerRounds(ModelCalls models, Briefing briefing) {
    this.models = models;
    this.briefing = briefing;
  }

  /** How it ended. */
  sealed interface Ended {
    /**
     * The model has answered for the last time.
     *
     * @param given its last answer
     * @param said all that was said: the question and every answer
     * @param last as it was given; its usage is not kept yet
     */
    record Answered(GivenResult given, List<Message> said, ModelCalls.Answer last)
        implements Ended {
      /** Adds to an outcome what was said, and what the last answer took. */
      JobOutcome recordedIn(JobOutcome outcome) {
        return outcome
            .withMessages(null, said)
            .withReply(RecordedReply.json(last.model(), last.reply(), said))
            .withUsage(last.usage());
      }
    }

    /**
     * There is a limit that leaves no further LLM call.
     *
     * @param said up to then
     */
    record Spent(Reached limit, List<Message> said) implements Ended {}
  }

  /** What holds before each answer, and after each that cannot be used. */
  interface Rules {
    /**
     * @return a limit that leaves no further LLM call
     */
    Optional<Reached> limit();

    /**
     * @throws io.waggle.engine.NeedsPersonException if it is no use to ask once more
     */
    default void wrong(GivenResult.Wrong wrong) {}
  }

  /**
   * @param kept what was said before, by attempts at this job that did not end
   * @param question what is asked, with texts of so many characters where it is too long; asked
   *     again, for people may have said something since it was kept
   * @param type what is asked for; null: a text
   */
  Ended ask(
      AgentJob job,
      List<Message> kept,
      IntFunction<Message> question,
      @Nullable ResultType type,
      Rules rules) {
    List<Message> before = kept;
    while (true) {
      Optional<Reached> limit = rules.limit();
      if (limit.isPresent()) {
        return new Ended.Spent(limit.get(), before);
      }
      List<Message> earlier = before;
      ModelCalls.Fitted asked =
          models.askFitting(job, length -> request(job, question.apply(length), earlier, type));
      ModelCalls.Answer answer = asked.answer();
      List<Message> said = new ArrayList<>(asked.request().messages());
      said.removeFirst(); // the instructions, which are not part of what is said
      said.add(said(answer.reply()));
      GivenResult given = given(type, answer.reply());
      if (!(given instanceof GivenResult.Wrong wrong) || count(said) >= MAX_FAULTS) {
        return new Ended.Answered(given, said, answer);
      }
      rules.wrong(wrong);
      said.add(Message.user(again(wrong, type)));
      job.keep(said, answer.usage());
      before = said;
    }
  }

  private ChatRequest request(
      AgentJob job, Message question, List<Message> before, @Nullable ResultType type) {
    List<Message> said = new ArrayList<>(List.of(question));
    said.addAll(before.isEmpty() ? before : before.subList(1, before.size()));
    return new ChatRequest(
        briefing.instruct(job.agent(), said), List.of(), null, type == null ? null : type.asked());
  }

  private static long count(List<Message> said) {
    return said.stream().filter(message -> message.role() == Message.Role.ASSISTANT).count();
  }

  /** What was wrong with an answer, as long as people and variables take it. */
  static String problem(GivenResult.Wrong wrong) {
    return Preview.of(wrong.problem(), LONGEST_PROBLEM);
  }

  private static String again(GivenResult.Wrong wrong, @Nullable ResultType type) {
    return type == null
        ? "Your answer cannot be used: %s. Give all of it again.".formatted(problem(wrong))
        : "Your result cannot be used: %s. Give all of it again, corrected: the JSON alone."
            .formatted(problem(wrong));
  }

  private static Message said(ChatReply reply) {
    return Message.assistant(reply.content().isBlank() ? "(nothing)" : reply.content(), List.of());
  }

  private static GivenResult given(@Nullable ResultType type, ChatReply reply) {
    return switch (reply.finish()) {
      case CUT_OFF -> new GivenResult.Wrong("it was cut off at the output limit; make it shorter");
      case REFUSED -> new GivenResult.Wrong("you declined to give one");
      case UNREADABLE_CALLS ->
          new GivenResult.Wrong("you called tools in its place, and there are none now");
      case UNCLEAR -> new GivenResult.Wrong("nothing says that it was whole");
      case DONE -> type == null ? text(reply.content()) : ResultReading.of(type, reply.content());
    };
  }

  private static GivenResult text(String content) {
    return content.isBlank()
        ? new GivenResult.Wrong("it is empty")
        : new GivenResult.Fitting(TextNode.valueOf(content));
  }
}
