package io.waggle.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Models;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.ProcessCall;
import io.waggle.tool.ToolDefinition;
import java.time.Duration;

/**
 * A tool that a job worker serves which is written in any language. Its job has the arguments as
 * variables, and {@code idempotencyKey}; the worker completes it with {@code result}, a value of
 * any type, or with {@code toolError}, a text for the model.
 *
 * <p>A job that fails is tried again three times where the tool's effect allows it; of an {@link
 * Effect#ONCE} tool, the first failure is an incident. The engine gives a job to another worker
 * when its time is over, so a worker of such a tool has to look at the idempotency key.
 */
public final class ExternalTool {
  private static final int ATTEMPTS = 4;

  private ExternalTool() {}

  /**
   * @param declaration what the model is told; its parameters allow no additional properties
   * @param effect what running the job again would do
   * @param timeout after which the model is told that nobody answered
   * @param jobType of the jobs
   * @throws DefinitionException if a parameter cannot be a variable, or the job type is blank
   */
  public static ToolDefinition of(
      ToolDeclaration declaration, Effect effect, Duration timeout, String jobType) {
    if (jobType.isBlank()) {
      throw new DefinitionException(
          "tool '%s' has no job type: name the one that its worker serves."
              .formatted(declaration.name()));
    }
    ObjectNode variables =
        JsonNodeFactory.instance
            .objectNode()
            .put("jobType", jobType)
            .put("retries", effect == Effect.ONCE ? 1 : ATTEMPTS)
            .put("timeout", timeout.toString());
    return new ToolDefinition(
        declaration, effect, timeout, new ProcessCall(Models.EXTERNAL_TOOL, variables));
  }
}
