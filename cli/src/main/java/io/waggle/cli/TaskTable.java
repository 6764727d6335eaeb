package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.VisibleText;
import io.waggle.client.GateTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** Open questions, one a line. */
final class TaskTable {
  private static final int ESCALATED = 75;

  /** Characters of an argument that are shown. */
  private static final int ARGUMENT = 40;

  private final InstantSource clock;

  TaskTable(InstantSource clock) {
    this.clock = clock;
  }

  List<AttributedString> of(List<GateTask> tasks) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("TASK", "WHAT", "RUN", "AGENT", "WAITING", "DUE"));
    tasks.forEach(task -> rows.add(row(task)));
    int[] widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    List<AttributedString> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean urgent = i > 0 && tasks.get(i - 1).priority() >= ESCALATED;
      AttributedStyle style = i == 0 ? TreeText.FAINT : urgent ? TreeText.BUSY : TreeText.PLAIN;
      lines.add(line(rows.get(i), widths, style));
    }
    return lines;
  }

  private List<String> row(GateTask task) {
    return List.of(
        Long.toString(task.key()),
        TreeText.oneLine(task.words()) + told(task.question().shown().path("arguments").path(0)),
        TreeText.oneLine(task.run()),
        TreeText.oneLine(task.agent()),
        Amounts.span(Duration.between(task.since(), clock.instant())),
        due(task.due(), clock.instant()));
  }

  /** Tells calls of one tool apart; the end of a long text does that better than its beginning. */
  private static String told(JsonNode argument) {
    String value = TreeText.oneLine(VisibleText.of(argument.path("value").asText()));
    if (value.isEmpty()) {
      return "";
    }
    String end = Cut.end(value, ARGUMENT);
    return ", %s: %s"
        .formatted(
            TreeText.oneLine(argument.path("name").asText()),
            end.length() == value.length() ? value : "…" + end);
  }

  /** For example {@code in 2h 05m}, {@code 5m ago}; a dash where there is no due date. */
  static String due(@Nullable Instant due, Instant now) {
    if (due == null) {
      return "-";
    }
    return due.isAfter(now)
        ? "in " + Amounts.span(Duration.between(now, due))
        : Amounts.span(Duration.between(due, now)) + " ago";
  }

  private static AttributedString line(List<String> row, int[] widths, AttributedStyle style) {
    var line = new AttributedStringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      boolean last = column == row.size() - 1;
      line.append(cell, style);
      line.append(last ? "" : " ".repeat(widths[column] - cell.length() + 2));
    }
    return line.toAttributedString();
  }
}
