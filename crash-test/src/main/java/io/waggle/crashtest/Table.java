package io.waggle.crashtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows as a text for people. */
public final class Table {
  private static final List<String> HEAD =
      List.of(
          "killed",
          "where",
          "back after",
          "recovered in",
          "LLM calls",
          "side effects",
          "questions",
          "user tasks",
          "result",
          "");

  private Table() {}

  /**
   * @return lines in columns, a head first
   */
  public static List<String> lines(List<Row> rows) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEAD);
    rows.forEach(row -> cells.add(cells(row)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(
                column ->
                    cells.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    return cells.stream().map(line -> line(line, widths)).toList();
  }

  private static List<String> cells(Row row) {
    Victim victim = row.victim();
    return List.of(
        victim == null ? "-" : victim.option(),
        row.title(),
        seconds(row.backAfter()),
        seconds(row.recoveredIn()),
        of(row, Counts::llmCalls),
        of(row, Counts::sideEffects),
        of(row, Counts::questions),
        of(row, Counts::userTasks),
        row.ending().name().toLowerCase(Locale.ROOT),
        row.asExpected() ? "ok" : "WRONG");
  }

  private static String of(Row row, ToIntFunction<Counts> count) {
    return count.applyAsInt(row.made()) + " / " + count.applyAsInt(row.expected());
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> String.format("%-" + Math.max(widths[column], 1) + "s", cells.get(column)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String seconds(@Nullable Duration time) {
    return time == null ? "-" : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
  }
}
