package io.waggle.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.util.Map;

/**
 * A call of an MCP tool.
 *
 * @param server whose tool it is
 * @param tool its name there
 * @param maxResult characters of an answer that are kept
 */
record McpToolBody(McpServer server, String tool, int maxResult) implements ToolDefinition.Body {
  /** In {@code _meta}; the protocol wants a prefix. */
  static final String KEY = "io.waggle/idempotencyKey";

  static final String RUN = "io.waggle/run";

  @Override
  public String call(JsonNode arguments, ToolCallContext context) {
    CallToolRequest request =
        CallToolRequest.builder(tool)
            .arguments(
                McpJson.MAPPER.convertValue(arguments, new TypeReference<Map<String, Object>>() {}))
            .meta(Map.of(KEY, context.idempotencyKey(), RUN, context.run()))
            .build();
    CallToolResult result;
    try {
      result = server.call(request);
    } catch (Failures.AnswerTooLargeException carriedOut) {
      return String.valueOf(carriedOut.getMessage());
    }
    String text = ResultText.of(result, maxResult);
    if (Boolean.TRUE.equals(result.isError())) {
      // the tool has answered, so nothing is in doubt: the model reads what went wrong
      throw new NothingDoneException(text);
    }
    return text;
  }
}
