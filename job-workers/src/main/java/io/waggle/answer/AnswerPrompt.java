package io.waggle.answer;

import io.waggle.agent.ResultType;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Variables;
import io.waggle.llm.ChatReply;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.steer.Guidance;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words around a synthesis. */
final class AnswerPrompt {
  private static final String CUT_NOTE =
      "\n[cut off: the whole result is in the journal, see resultRef]";

  private static final String WRITE =
      "Write the final answer to the task from these results: complete, for somebody who has not seen the steps, in at most %,d characters."
          .formatted(Variables.MAX_RESULT_LENGTH);

  private AnswerPrompt() {}

  /**
   * @param type what is asked for; null: a text
   * @param length characters of each step's result at the most
   */
  static Message question(
      Briefing briefing,
      SynthesizeWorker.Finished finished,
      List<Guidance> guidance,
      @Nullable ResultType type,
      int length) {
    String state =
        finished.outcome() == Outcome.COMPLETED
            ? "All steps of the plan are done."
            : "The work ended before all of the plan was done. Make the most of what there is"
                + (type == null ? ", and say what is missing and why." : ".");
    return Message.user(
        """
        %s%s

        # The results of the steps

        %s

        # Now

        %s %s\
        """
            .formatted(
                briefing.task(finished.run()),
                said(guidance),
                briefing.results(finished.run(), finished.progress().results(), length),
                state,
                type == null ? WRITE : asked(type)));
  }

  /** Said in words too, since not every provider enforces a schema. */
  private static String asked(ResultType type) {
    return """
        Give the result of the task from these results, as one JSON object of this JSON Schema and nothing else, in at most %,d \
        characters:

        ```json
        %s
        ```\
        """
        .formatted(Variables.MAX_RESULT_LENGTH, type.asked());
  }

  private static String said(List<Guidance> guidance) {
    return guidance.isEmpty()
        ? ""
        : "\n\n# What people said meanwhile\n\n"
            + guidance.stream().map(Guidance::text).collect(Collectors.joining("\n\n"));
  }

  /** Finished work is never lost to an unusable answer: the results of the steps stand for it. */
  static String inPlaceOf(ChatReply reply, Briefing briefing, SynthesizeWorker.Finished finished) {
    String why =
        switch (reply.finish()) {
          case CUT_OFF -> "The model's summary was cut off at its output limit";
          case REFUSED -> "The model declined to sum up";
          case UNREADABLE_CALLS -> "The model called tools in place of a summary";
          case UNCLEAR -> "Nothing says that the model's summary was whole";
          case DONE -> "The model's summary was empty";
        };
    String summary = reply.content().isBlank() ? "" : reply.content() + "\n\n";
    return "%s[%s; these are the results of the steps.]\n\n%s"
        .formatted(summary, why, briefing.results(finished.run(), finished.progress().results()));
  }

  /** What fits into a process variable. */
  static String fitting(String result) {
    return result.length() <= Variables.MAX_RESULT_LENGTH
        ? result
        : Cut.beginning(result, Variables.MAX_RESULT_LENGTH - CUT_NOTE.length()) + CUT_NOTE;
  }
}
