package io.waggle.telemetry;

import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Usage;
import io.waggle.llm.ToolRequest;
import org.jspecify.annotations.Nullable;

/** What has ended together with a job. */
sealed interface Ended {
  /**
   * @return where in the run it is
   */
  String path();

  /**
   * @return how long it took
   */
  Period period();

  /**
   * A tool call.
   *
   * @param request as the model asked for it
   * @param result what the model is told
   * @param error type of the error; null if there was none
   */
  record Tool(
      String path, Period period, ToolRequest request, String result, @Nullable String error)
      implements Ended {}

  /** The answer of a process that is no agent. */
  record CalledProcess(String path, Period period, ToolRequest request, String result)
      implements Ended {}

  /** What a tool call did was undone. */
  record Undo(String path, Period period, ToolRequest request) implements Ended {}

  /** A step. */
  record Step(String path, Period period, StepResult result) implements Ended {}

  /** A gate, from the moment that the question was laid out. */
  record Gate(String path, Period period, TakenDecision decision) implements Ended {}

  /**
   * The run of an agent; the path is its scope, empty at the top.
   *
   * @param usage sub-agents included
   */
  record Run(String path, Period period, Outcome outcome, Usage usage) implements Ended {}
}
