package io.waggle.result;

import io.waggle.agent.ResultType;
import io.waggle.bpmn.Variables;
import io.waggle.llm.ToolDeclaration;

/** The tool with which a model gives a result that has a type. */
public final class ResultTool {
  public static final String NAME = "give_result";

  private ResultTool() {}

  /**
   * @param type of the result
   * @return the tool, whose arguments are the result or hold it
   */
  public static ToolDeclaration declaration(ResultType type) {
    return new ToolDeclaration(
        NAME,
        "Ends the task with its result. Call it alone, once the result is complete: at most %,d characters of JSON."
            .formatted(Variables.MAX_RESULT_LENGTH),
        type.asked(),
        true);
  }
}
