package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.act.IdempotencyKey;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.ToolCall;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolRunner;
import org.jspecify.annotations.Nullable;

/** What a tool call would change, as far as the tool can say so beforehand. */
final class Difference {
  /** Characters in a form at the most. */
  private static final int LENGTH = 30_000;

  private final ToolRunner runner;

  Difference(ToolRunner runner) {
    this.runner = runner;
  }

  /**
   * @return what the tool's preview says; null if it has none
   */
  @Nullable String of(Gate.Case at, ToolDefinition tool, JsonNode arguments) {
    ToolCall call = at.subject().toolCall();
    if (tool.preview() == null || call == null) {
      return null;
    }
    var context =
        new ToolCallContext(
            IdempotencyKey.of(call.ref(), call.id()), at.run().key(), at.agent().name());
    return switch (runner.preview(tool, tool.preview(), arguments, context)) {
      case ToolRunner.Observed seen -> Preview.of(seen.text(), LENGTH);
      case ToolRunner.TryAgain again -> cannotTell(again.reason());
      case ToolRunner.Interrupted interrupted -> cannotTell(interrupted.reason());
    };
  }

  private static String cannotTell(String reason) {
    return "What would change cannot be told: " + reason;
  }
}
