package io.waggle.answer;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Variables;
import io.waggle.llm.ChatReply;
import io.waggle.llm.Message;
import io.waggle.prompt.Briefing;
import io.waggle.steer.Guidance;
import java.util.List;
import java.util.stream.Collectors;

/** The words around a synthesis. */
final class AnswerPrompt {
  private static final String CUT_NOTE =
      "\n[cut off: the whole result is in the journal, see resultRef]";

  private AnswerPrompt() {}

  static Message question(
      Briefing briefing, SynthesizeWorker.Finished finished, List<Guidance> guidance) {
    String state =
        finished.outcome() == Outcome.COMPLETED
            ? "All steps of the plan are done."
            : "The work ended before all of the plan was done. Make the most of what there is, and"
                + " say what is missing and why.";
    return Message.user(
        """
        %s%s

        # The results of the steps

        %s

        # Now

        %s Write the final answer to the task from these results: complete, for somebody who has not seen the \
        steps, in at most %,d characters.\
        """
            .formatted(
                briefing.task(finished.run()),
                said(guidance),
                briefing.results(finished.run(), finished.progress().results()),
                state,
                Variables.MAX_RESULT_LENGTH));
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
