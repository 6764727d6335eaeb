package io.waggle.step;

import io.waggle.agent.Agent;
import io.waggle.agent.ResultType;
import io.waggle.budget.Reached;
import io.waggle.invocation.ReadResult;
import io.waggle.journal.Journal;
import io.waggle.llm.Message;
import io.waggle.plan.PlanJson;
import io.waggle.prompt.Briefing;
import io.waggle.result.ResultTool;
import org.jspecify.annotations.Nullable;

/** What the model is told when it works on a step. */
final class StepPrompt {
  private final Journal journal;
  private final Briefing briefing;
  private final PlanJson plans;

  StepPrompt(Journal journal, Briefing briefing, PlanJson plans) {
    this.journal = journal;
    this.briefing = briefing;
    this.plans = plans;
  }

  /**
   * Opens the conversation of a step.
   *
   * @param length characters of each result of another step at the most; the model can read on
   */
  Message first(StepVariables known, @Nullable ResultType result, int length) {
    String instruction = instruction(known);
    StringBuilder text = new StringBuilder(briefing.task(known.run()));
    if (!known.material().isEmpty()) {
      text.append("\n\n# The results of other steps\n\n")
          .append(briefing.results(known.run(), known.material(), length, ReadResult::advice));
    }
    if (instruction.equals(PlanJson.WHOLE_TASK)) {
      text.append("\n\n# Now\n\nDo the task. When it is done, ")
          .append(
              result == null
                  ? "answer with the result."
                  : "give its result by calling %s.".formatted(ResultTool.NAME));
    } else {
      text.append("\n\n# Now\n\nThe task is worked on in steps. Do this one, and only this one: ")
          .append(known.step().title())
          .append("\n\n")
          .append(instruction)
          .append("\n\nWhen it is done, answer with the step's result.");
    }
    return Message.user(text.toString());
  }

  /** The step's task for the sub-agent that the plan gave it to. */
  String handOver(StepVariables known, int resultLength) {
    String instruction = instruction(known);
    return known.material().isEmpty()
        ? instruction
        : instruction
            + "\n\n# What is known already\n\n"
            + briefing.results(known.run(), known.material(), resultLength);
  }

  /**
   * @param reached the limit of the run that makes it the last turn; null: it is that on turns
   */
  static Message lastTurn(int turns, @Nullable ResultType result, @Nullable Reached reached) {
    String why =
        reached == null
            ? "This is turn %d, the last that this step may have".formatted(turns)
            : "This is the last turn of this step, for %s".formatted(reached.words());
    return Message.user(
        "%s; tools are not available any more. %s"
            .formatted(
                why,
                result == null
                    ? "Answer now with the best result that you can give, and say what is missing."
                    : "Call %s now with the best result that you can give."
                        .formatted(ResultTool.NAME)));
  }

  /**
   * @return what the step has to answer with, since it is the whole task of an agent whose result
   *     has a type; null: any text
   */
  @Nullable ResultType result(Agent agent, StepVariables known) {
    return agent.result() != null && instruction(known).equals(PlanJson.WHOLE_TASK)
        ? agent.result()
        : null;
  }

  private String instruction(StepVariables known) {
    return plans.instruction(journal, known.run(), known.planRef(), known.step().id());
  }
}
