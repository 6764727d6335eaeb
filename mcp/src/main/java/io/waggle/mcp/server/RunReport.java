package io.waggle.mcp.server;

import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.waggle.bpmn.Outcome;
import io.waggle.client.RunResult;
import io.waggle.client.RunStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client is told of a run: a text for models, and its parts for programs. */
final class RunReport {
  private RunReport() {}

  /**
   * @param name of the run
   * @param end how it ended
   */
  static CallToolResult ended(String name, RunResult end) {
    Outcome outcome = end.outcome();
    String how = outcome == null ? "terminated" : outcome.name().toLowerCase(java.util.Locale.ROOT);
    boolean good = outcome == Outcome.COMPLETED || outcome == Outcome.PARTIAL;
    Map<String, Object> parts = parts(name, "ended");
    parts.put("outcome", how);
    put(parts, "result", end.value() == null ? end.text() : end.value());
    String text = end.value() == null ? end.text() : end.value().toString();
    return CallToolResult.builder()
        .addTextContent(
            good && text != null
                ? text
                : "Run '%s' ended without a result (%s): %s"
                    .formatted(name, how, text == null ? "nothing was said" : text))
        .structuredContent(parts)
        .isError(!good)
        .build();
  }

  /**
   * @param status of a run that goes on
   */
  static CallToolResult underWay(String name, RunStatus status) {
    Map<String, Object> parts = parts(name, "running");
    parts.put("standing", status.standing());
    return CallToolResult.builder()
        .addTextContent(
            "Run '%s' goes on: %s. It needs nobody to wait for it. Call wait_for_run with the name '%s' for its result."
                .formatted(name, status.standing(), name))
        .structuredContent(parts)
        .build();
  }

  /** Of a run that goes on while this worker ends. */
  static CallToolResult stopping(String name) {
    return CallToolResult.builder()
        .addTextContent(
            "The worker that you are connected to is stopping. Run '%s' goes on. Connect again, and call wait_for_run with the name '%s' for its result."
                .formatted(name, name))
        .structuredContent(parts(name, "running"))
        .build();
  }

  static CallToolResult problem(@Nullable String why) {
    return CallToolResult.builder().addTextContent(String.valueOf(why)).isError(true).build();
  }

  private static Map<String, Object> parts(String name, String state) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("run", name);
    parts.put("state", state);
    return parts;
  }

  private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
    if (value != null) {
      parts.put(name, value);
    }
  }
}
