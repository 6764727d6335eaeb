package io.waggle.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import java.util.Map;

/** The variables that a run ends with. The journal has the whole result. */
final class RunEnd {
  private RunEnd() {}

  static JobOutcome outcome(AgentJob job, Outcome outcome, String result) {
    return ended(job, outcome, AnswerPrompt.fitting(result)).withContent(result);
  }

  /** With a result that has a type: it is a value, and never cut. */
  static JobOutcome outcome(AgentJob job, Outcome outcome, JsonNode result) {
    return ended(job, outcome, result).withContent(result.toString());
  }

  private static JobOutcome ended(AgentJob job, Outcome outcome, Object result) {
    return JobOutcome.completed(
        Map.of(
            Variables.OUTCOME, outcome, Variables.RESULT, result, Variables.RESULT_REF, job.ref()));
  }
}
