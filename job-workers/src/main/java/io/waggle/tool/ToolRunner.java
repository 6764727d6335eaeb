package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;

/** Runs a tool and says what came of it. */
public final class ToolRunner {
  /** What came of a call. */
  public sealed interface Outcome {}

  /** The tool answered, or failed in a way that the model can act on. */
  public record Observed(boolean ok, String text) implements Outcome {}

  /** The tool did nothing and may succeed later. */
  public record TryAgain(String reason) implements Outcome {}

  public Outcome run(ToolDefinition tool, JsonNode arguments, ToolCallContext context) {
    try {
      return new Observed(true, tool.body().call(arguments, context));
    } catch (RetryableToolException later) {
      return new TryAgain(String.valueOf(later.getMessage()));
    } catch (Exception thrown) {
      return new Observed(
          false,
          "ERROR calling tool '%s': %s: %s"
              .formatted(tool.name(), thrown.getClass().getSimpleName(), thrown.getMessage()));
    }
  }
}
