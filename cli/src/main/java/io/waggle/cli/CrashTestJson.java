package io.waggle.cli;

import io.waggle.crashtest.Counts;
import io.waggle.crashtest.KillPoint;
import io.waggle.crashtest.Row;
import io.waggle.crashtest.Victim;
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
    Victim victim = row.victim();
    members.put("victim", victim == null ? null : victim.option());
    members.put("point", point == null ? null : point.option());
    members.put("backAfterSeconds", seconds(row.backAfter()));
    members.put("recoveredInSeconds", seconds(row.recoveredIn()));
    members.putAll(counts(row.made(), ""));
    members.putAll(counts(row.expected(), "Expected"));
    members.put("result", row.ending().name().toLowerCase(Locale.ROOT));
    members.put("asExpected", row.asExpected());
    return members;
  }

  private static Map<String, Object> counts(Counts counts, String suffix) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("llmCalls" + suffix, counts.llmCalls());
    members.put("sideEffects" + suffix, counts.sideEffects());
    members.put("questions" + suffix, counts.questions());
    members.put("userTasks" + suffix, counts.userTasks());
    return members;
  }

  private static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toMillis() / 1_000.0;
  }
}
