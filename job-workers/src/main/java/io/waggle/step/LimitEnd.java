package io.waggle.step;

import io.waggle.bpmn.Cut;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.Usage;
import io.waggle.budget.Reached;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import io.waggle.llm.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * A step whose run may not ask a model any more. What it had found is its result, put together
 * without one.
 */
final class LimitEnd {
  /** Characters of what was found. */
  private static final int LONGEST = 20_000;

  private static final int LONGEST_PART = 4_000;

  private LimitEnd() {}

  /**
   * @param conversation what was said in the step, all of it
   * @param usage what the step used up
   */
  static JobOutcome of(
      AgentJob job, StepVariables known, Reached reached, List<Message> conversation, Usage usage) {
    String found = found(conversation);
    return found.isEmpty()
        ? StepEnd.outcome(
            job,
            known,
            StepResult.Status.FAILED,
            "Nothing was found before the end: " + reached.words() + ".",
            usage,
            false)
        : StepEnd.outcome(
            job, known, StepResult.Status.PARTIAL, found + "\n\n" + reached.note(), usage, false);
  }

  /** The last words of the model and of its tools, in their order. */
  private static String found(List<Message> conversation) {
    List<String> newestFirst = new ArrayList<>();
    int room = LONGEST;
    for (Message message : conversation.reversed()) {
      boolean counts =
          message.role() == Message.Role.TOOL
              || (message.role() == Message.Role.ASSISTANT && !message.text().equals("(nothing)"));
      if (counts && !message.text().isBlank()) {
        String part = Cut.noted(message.text().strip(), LONGEST_PART);
        room -= part.length();
        if (room < 0) {
          break;
        }
        newestFirst.add(part);
      }
    }
    return String.join("\n\n", newestFirst.reversed());
  }
}
