package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Where two runs differ, as lines. */
final class DifferencesText {
  private static final int MANY = 2;

  private final List<AttributedString> lines = new ArrayList<>();

  private DifferencesText() {}

  static List<AttributedString> of(JsonNode found) {
    DifferencesText text = new DifferencesText();
    String one = found.path("one").asText();
    text.add("- ", one, TreeText.BAD);
    text.add("+ ", found.path("other").asText(), TreeText.GOOD);
    found
        .path("definitions")
        .properties()
        .forEach(
            definition -> {
              text.add("≠ ", "definition of " + definition.getKey(), TreeText.BUSY);
              text.unified(definition.getValue().asText());
            });
    text.jobs(found.path("jobs"), one);
    if (found.path("same").asBoolean()) {
      text.add("", "The runs are the same.", TreeText.PLAIN);
    }
    return text.lines;
  }

  /** Of many that are the same one after the other, the first and the last. */
  private void jobs(JsonNode jobs, String one) {
    List<String> equal = new ArrayList<>();
    for (JsonNode job : jobs) {
      if (job.path("same").asBoolean()) {
        equal.add(TreeText.oneLine(job.path("path").asText()));
      } else {
        equal(equal);
        job(job, one);
      }
    }
    equal(equal);
  }

  private void equal(List<String> paths) {
    if (paths.size() > MANY) {
      add(
          "= ",
          "%s … %s (%d the same)".formatted(paths.getFirst(), paths.getLast(), paths.size()),
          TreeText.FAINT);
    } else {
      paths.forEach(path -> add("= ", path, TreeText.FAINT));
    }
    paths.clear();
  }

  private void job(JsonNode job, String one) {
    String path = TreeText.oneLine(job.path("path").asText());
    if (job.path("only").isTextual()) {
      boolean gone = job.path("only").asText().equals(one);
      add(gone ? "- " : "+ ", path, gone ? TreeText.BAD : TreeText.GOOD);
      section(job.path("preview").asText(), "");
    } else {
      add("≠ ", path, TreeText.BUSY);
      job.path("texts")
          .properties()
          .forEach(text -> section(text.getKey(), text.getValue().asText()));
    }
  }

  private void section(String title, String unified) {
    if (!title.isEmpty()) {
      lines.add(new AttributedString("    " + TreeText.oneLine(title), TreeText.FAINT));
    }
    unified(unified);
  }

  private void unified(String text) {
    TreeText.clean(text).lines().forEach(line -> lines.add(changed(line)));
  }

  private static AttributedString changed(String line) {
    AttributedStyle style =
        line.startsWith("-")
            ? TreeText.BAD
            : line.startsWith("+")
                ? TreeText.GOOD
                : line.startsWith("@@") ? TreeText.FAINT : TreeText.PLAIN;
    return new AttributedString("      " + line, style);
  }

  private void add(String mark, String text, AttributedStyle style) {
    lines.add(
        new AttributedStringBuilder()
            .append(mark, style)
            .append(TreeText.oneLine(text), style)
            .toAttributedString());
  }
}
