package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.llm.ToolDeclaration;
import java.time.Duration;

/**
 * A tool, ready to be called.
 *
 * @param declaration what the model sees
 * @param effect what running it again would do
 * @param timeout after which a call is interrupted
 * @param body what it does
 */
public record ToolDefinition(
    ToolDeclaration declaration, Effect effect, Duration timeout, Body body) {

  /** What a tool does. */
  @FunctionalInterface
  public interface Body {
    /**
     * @param arguments a JSON object that is valid against the declaration's schema
     * @return the observation's text
     * @throws Exception anything the tool throws
     */
    String call(JsonNode arguments, ToolCallContext context) throws Exception;
  }

  public String name() {
    return declaration.name();
  }
}
