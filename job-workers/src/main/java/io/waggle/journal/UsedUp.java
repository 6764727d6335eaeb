package io.waggle.journal;

import io.waggle.bpmn.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What jobs used up, in their rows and, summed up, in those of their runs. */
final class UsedUp {
  static final String COLUMNS =
      "llm_calls, tool_calls, input_tokens, output_tokens, cached_input_tokens, reasoning_tokens,"
          + " cost, currency";

  /** On top of what a job has kept before it has its outcome; with {@link #added}. */
  static final String ADDED =
      """
      llm_calls = llm_calls + ?, tool_calls = tool_calls + ?, input_tokens = input_tokens + ?,
      output_tokens = output_tokens + ?, cached_input_tokens = cached_input_tokens + ?,
      reasoning_tokens = reasoning_tokens + ?,
      cost = case when currency <> cast(? as varchar) then null else cost + cast(? as numeric(30, 12)) end,
      currency = coalesce(currency, cast(? as varchar))""";

  /** Locks the run's row, before that of the job: who makes the run anew goes in this order. */
  static final String ADD_UP =
      """
      update waggle_run
      set tokens = tokens + ?, tool_calls = tool_calls + ?,
        cost = case when currency <> cast(? as varchar) then null else cost + cast(? as numeric(30, 12)) end,
        currency = coalesce(currency, cast(? as varchar))
      where id = ?
      """;

  private UsedUp() {}

  /** Values for {@link #COLUMNS}, in their order. */
  static List<@Nullable Object> values(Usage usage) {
    return Arrays.asList(
        usage.llmCalls(),
        usage.toolCalls(),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cachedInputTokens(),
        usage.reasoningTokens(),
        usage.cost(),
        usage.currency());
  }

  /** Values for {@link #ADDED}, in their order. */
  static List<@Nullable Object> added(Usage usage) {
    return Arrays.asList(
        usage.llmCalls(),
        usage.toolCalls(),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cachedInputTokens(),
        usage.reasoningTokens(),
        usage.currency(),
        usage.cost(),
        usage.currency());
  }

  static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        row.getLong("llm_calls"),
        row.getLong("tool_calls"),
        row.getLong("input_tokens"),
        row.getLong("output_tokens"),
        row.getLong("cached_input_tokens"),
        row.getLong("reasoning_tokens"),
        row.getBigDecimal("cost"),
        row.getString("currency"));
  }

  static void addUp(JdbcClient jdbc, String run, Usage used) {
    jdbc.sql(ADD_UP).params(addedUp(run, used)).update();
  }

  /** Values for {@link #ADD_UP}, in their order. */
  static List<@Nullable Object> addedUp(String run, Usage used) {
    return Arrays.asList(
        used.tokens(), used.toolCalls(), used.currency(), used.cost(), used.currency(), run);
  }
}
