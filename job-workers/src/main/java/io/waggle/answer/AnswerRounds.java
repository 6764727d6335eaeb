package io.waggle.answer;

import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.agent.ResultType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Usage;
import io.waggle.engine.AgentJob;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.result.GivenResult;
import io.waggle.result.ResultReading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for an answer until it gives one that can be used. What cannot be used goes back to
 * it within the same job: its answers are kept when the job is.
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

  /**
   * What came of it.
   *
   * @param given the last answer
   * @param said all that was said, the question and every answer
   * @param last answer of a model
   * @param usage of all rounds
   */
  record Ended(GivenResult given, List<Message> said, ModelCalls.Answer last, Usage usage) {}

  /** Looks at what has been used up, and at what is wrong, before a model is asked once more. */
  interface Again {
    /**
     * @return whether it may be asked once more
     */
    boolean after(GivenResult.Wrong wrong, Usage usage);
  }

  /**
   * @param question what is asked
   * @param type what is asked for; null: a text
   */
  Ended ask(AgentJob job, Message question, @Nullable ResultType type, Again again) {
    List<Message> said = new ArrayList<>();
    said.add(question);
    Usage usage = Usage.ZERO;
    for (int fault = 1; ; fault++) {
      List<Message> asked = briefing.instruct(job.agent(), said);
      ModelCalls.Answer answer =
          models.ask(
              job, new ChatRequest(asked, List.of(), null, type == null ? null : type.asked()));
      usage = usage.plus(answer.usage());
      said.add(said(answer.reply()));
      GivenResult given = given(type, answer.reply());
      if (given instanceof GivenResult.Wrong wrong
          && fault < MAX_FAULTS
          && again.after(wrong, usage)) {
        said.add(Message.user(again(wrong, type)));
        continue;
      }
      return new Ended(given, List.copyOf(said), answer, usage);
    }
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
