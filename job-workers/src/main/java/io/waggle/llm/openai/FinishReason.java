package io.waggle.llm.openai;

import java.util.Locale;
import java.util.Map;

/** What the finish reasons of endpoints mean. One that is not in the table is no clean stop. */
enum FinishReason {
  /** The model had finished. */
  STOPPED,
  /** It waits for its tools. */
  CALLS,
  /** It hit a limit on its output. */
  CUT_OFF,
  /** It, or a filter, declined. */
  FILTERED,
  /** The endpoint could not read the calls that it wrote. */
  UNREADABLE_CALLS,
  /** Something broke while it wrote. */
  BROKEN,
  /** Nobody knows. */
  UNKNOWN;

  private static final Map<String, FinishReason> BY_NAME =
      Map.ofEntries(
          Map.entry("stop", STOPPED),
          Map.entry("eos", STOPPED),
          Map.entry("eos_token", STOPPED),
          Map.entry("stop_sequence", STOPPED),
          Map.entry("end_turn", STOPPED),
          Map.entry("tool_calls", CALLS),
          Map.entry("tool_call", CALLS),
          Map.entry("tool_use", CALLS),
          Map.entry("function_call", CALLS),
          Map.entry("length", CUT_OFF),
          Map.entry("max_tokens", CUT_OFF),
          Map.entry("max_output_tokens", CUT_OFF),
          Map.entry("model_length", CUT_OFF),
          Map.entry("model_context_window_exceeded", CUT_OFF),
          Map.entry("content_filter", FILTERED),
          Map.entry("content_filtered", FILTERED),
          Map.entry("safety", FILTERED),
          Map.entry("recitation", FILTERED),
          Map.entry("blocklist", FILTERED),
          Map.entry("prohibited_content", FILTERED),
          Map.entry("spii", FILTERED),
          Map.entry("sensitive", FILTERED),
          Map.entry("refusal", FILTERED),
          Map.entry("guardrail_intervened", FILTERED),
          Map.entry("malformed_function_call", UNREADABLE_CALLS),
          Map.entry("malformed_tool_use", UNREADABLE_CALLS),
          Map.entry("unexpected_tool_call", UNREADABLE_CALLS),
          Map.entry("error", BROKEN),
          Map.entry("network_error", BROKEN),
          Map.entry("server_error", BROKEN),
          Map.entry("engine_error", BROKEN),
          Map.entry("abort", BROKEN),
          Map.entry("aborted", BROKEN),
          Map.entry("cancelled", BROKEN),
          Map.entry("timeout", BROKEN),
          Map.entry("insufficient_system_resource", BROKEN));

  /**
   * @param reason as the endpoint wrote it; empty if it wrote none
   */
  static FinishReason of(String reason) {
    return BY_NAME.getOrDefault(reason.strip().toLowerCase(Locale.ROOT), UNKNOWN);
  }
}
