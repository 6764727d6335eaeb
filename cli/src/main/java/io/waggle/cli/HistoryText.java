package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Preview;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** What a run did, job by job, as a tree of lines. */
final class HistoryText {
  private static final int PREVIEW = 100;
  private static final int WIDEST = 48;
  private static final Duration NOT_WORTH_SAYING = Duration.ofMillis(50);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ROOT);

  private final ZoneId zone;

  HistoryText(ZoneId zone) {
    this.zone = zone;
  }

  /** One job, and where in the tree it stands. */
  private record Branch(int depth, String label, JsonNode job) {
    String indented() {
      return "  ".repeat(depth) + label;
    }
  }

  List<AttributedString> of(JsonNode run) {
    List<AttributedString> lines = new ArrayList<>();
    lines.add(header(run));
    List<Branch> branches = branches(run.path("jobs"));
    int width =
        Math.min(WIDEST, branches.stream().mapToInt(b -> b.indented().length()).max().orElse(0));
    LocalDate day = date(run.path("begun"));
    String agent = run.path("agent").asText();
    branches.forEach(branch -> lines.add(line(branch, width, day, agent)));
    return lines;
  }

  private static AttributedString header(JsonNode run) {
    JsonNode usage = run.path("usage");
    boolean ended = run.path("ended").isTextual();
    String took =
        ended
            ? ", "
                + Amounts.time(
                    Duration.between(instant(run.path("begun")), instant(run.path("ended"))))
            : "";
    return new AttributedStringBuilder()
        .append(TreeText.oneLine(run.path("id").asText()), AttributedStyle.BOLD)
        .append("  %s %s%s".formatted(run.path("agent").asText(), state(run), took))
        .append(
            ", %d LLM calls, %s tokens%s"
                .formatted(usage.path("llmCalls").asLong(), tokens(usage), Amounts.cost(usage)),
            TreeText.FAINT)
        .append(
            run.path("epoch").asInt() > 1
                ? ", recreated %s".formatted(times(run.path("epoch").asInt() - 1))
                : "",
            TreeText.FAINT)
        .append(
            run.path("instance").isTextual()
                ? "  process instance " + run.path("instance").asText()
                : "",
            TreeText.FAINT)
        .toAttributedString();
  }

  private static String state(JsonNode run) {
    return run.path("state").asText().equals("ended") ? "ended" : "goes on";
  }

  private static String times(int number) {
    return number == 1 ? "once" : number + " times";
  }

  /** Each job below the nearest one that its path goes on. */
  private static List<Branch> branches(JsonNode jobs) {
    List<JsonNode> sorted = new ArrayList<>();
    jobs.forEach(sorted::add);
    sorted.sort(Comparator.comparing(job -> job.path("path").asText(), new PathOrder()));
    List<Branch> branches = new ArrayList<>();
    Deque<String> above = new ArrayDeque<>();
    for (JsonNode job : sorted) {
      String path = job.path("path").asText();
      while (!above.isEmpty() && !path.startsWith(above.peek())) {
        above.pop();
      }
      String label = above.isEmpty() ? path : path.substring(above.peek().length());
      branches.add(new Branch(above.size(), label, job));
      above.push(path + "/");
    }
    return branches;
  }

  private AttributedString line(Branch branch, int width, LocalDate day, String agent) {
    JsonNode job = branch.job();
    String label = branch.indented();
    var line = new AttributedStringBuilder();
    line.append("%12s %6s %11s ".formatted(time(job, day), took(job), used(job)), TreeText.FAINT);
    line.append(mark(job), style(job)).append(" ");
    line.append(label + " ".repeat(Math.max(0, width - label.length())));
    if (!job.path("agent").asText().equals(agent)) {
      line.append("  [%s]".formatted(job.path("agent").asText()), TreeText.FAINT);
    }
    String preview = Preview.of(TreeText.oneLine(job.path("preview").asText()), PREVIEW);
    String state = job.path("state").asText();
    return line.append(state.equals("recorded") ? "" : "  " + state, style(job))
        .append(preview.isEmpty() ? "" : "  " + preview)
        .toAttributedString();
  }

  private String time(JsonNode job, LocalDate day) {
    if (!job.path("begun").isTextual()) {
      return "";
    }
    var at = instant(job.path("begun")).atZone(zone);
    return at.toLocalDate().equals(day) ? TIME.format(at) : DAY.format(at);
  }

  private static String took(JsonNode job) {
    if (!job.path("begun").isTextual() || !job.path("recorded").isTextual()) {
      return "";
    }
    Duration took = Duration.between(instant(job.path("begun")), instant(job.path("recorded")));
    return took.compareTo(NOT_WORTH_SAYING) < 0 ? "" : Amounts.time(took);
  }

  private static String used(JsonNode job) {
    return job.path("usage").path("llmCalls").asLong() == 0 ? "" : tokens(job.path("usage"));
  }

  private static String tokens(JsonNode usage) {
    return "%d→%d"
        .formatted(usage.path("inputTokens").asLong(), usage.path("outputTokens").asLong());
  }

  private static String mark(JsonNode job) {
    return switch (job.path("state").asText()) {
      case "recorded" -> "✔";
      case "under way" -> "●";
      case "in doubt" -> "?";
      default -> "○";
    };
  }

  private static AttributedStyle style(JsonNode job) {
    return switch (job.path("state").asText()) {
      case "recorded" -> TreeText.GOOD;
      case "in doubt" -> TreeText.BAD;
      default -> TreeText.BUSY;
    };
  }

  private LocalDate date(JsonNode time) {
    return time.isTextual() ? instant(time).atZone(zone).toLocalDate() : LocalDate.EPOCH;
  }

  private static Instant instant(JsonNode time) {
    return Instant.parse(time.asText());
  }
}
