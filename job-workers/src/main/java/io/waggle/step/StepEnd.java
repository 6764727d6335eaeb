package io.waggle.step;

import io.waggle.agent.Planning;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import java.util.List;
import java.util.Map;

/** The last turn of a step. An agent that never plans has nothing to look at again. */
final class StepEnd {
  private StepEnd() {}

  static JobOutcome outcome(
      AgentJob job, StepVariables known, StepResult.Status status, String text, Usage usage) {
    boolean replan = status == StepResult.Status.FAILED || known.step().replanAfter();
    return outcome(job, known, status, text, usage, replan);
  }

  /**
   * @param replan whether the plan is to be looked at again
   */
  static JobOutcome outcome(
      AgentJob job,
      StepVariables known,
      StepResult.Status status,
      String text,
      Usage usage,
      boolean replan) {
    String preview = Preview.of(text);
    StepResult result =
        new StepResult(
            known.step().id(),
            known.step().title(),
            status,
            preview,
            job.ref(),
            job.agent().planning() != Planning.NEVER && replan,
            usage);
    Turn turn =
        new Turn(
            known.number(),
            Turn.Next.END,
            List.of(),
            preview,
            0,
            null,
            usage,
            known.heard(),
            job.ref(),
            /* direct= */ false);
    return JobOutcome.completed(Map.of("turn", turn, "stepResult", result)).withContent(text);
  }
}
