package io.waggle.cli;

import io.waggle.crashtest.KillPoint;
import io.waggle.crashtest.Row;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code crash-test --json} prints. */
final class CrashTestJson {
  private CrashTestJson() {}

  static String of(List<Row> rows) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("asExpected", rows.stream().allMatch(Row::asExpected));
    all.put("rows", rows.stream().map(CrashTestJson::row).toList());
    return RunJson.of(all);
  }

  private static Map<String, @Nullable Object> row(Row row) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    KillPoint point = row.killPoint();
    members.put("point", point == null ? null : point.option());
    members.put("backAfterSeconds", seconds(row.backAfter()));
    members.put("recoveredInSeconds", seconds(row.recoveredIn()));
    members.put("llmCalls", row.llmCalls());
    members.put("llmCallsExpected", row.llmCallsExpected());
    members.put("sideEffects", row.sideEffects());
    members.put("sideEffectsExpected", row.sideEffectsExpected());
    members.put("result", row.ending().name().toLowerCase(Locale.ROOT));
    members.put("asExpected", row.asExpected());
    return members;
  }

  private static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toMillis() / 1_000.0;
  }
}
