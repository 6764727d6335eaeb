package io.waggle.testing;

import io.waggle.tool.Differences;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Differences of texts, short enough to be read in the message of a failed test. */
final class TextDifference {
  private static final int MARGIN = 14;

  /** Lines of the unified format that say which texts are compared. */
  private static final int HEAD = 2;

  private TextDifference() {}

  /**
   * @param part what the texts are
   * @return one line where one line differs, else the unified format; empty if nothing does
   */
  static Optional<String> lines(String part, String then, String now) {
    if (then.equals(now)) {
      return Optional.empty();
    }
    List<String> unified =
        Differences.unified(part, then + "\n", now + "\n").lines().skip(HEAD).toList();
    List<String> gone = with('-', unified);
    List<String> added = with('+', unified);
    if (gone.size() <= 1 && added.size() <= 1) {
      return Optional.of(line(part, String.join("", gone), String.join("", added)));
    }
    return Optional.of(
        margin(part).stripTrailing()
            + "\n"
            + unified.stream().map(line -> "    " + line).collect(Collectors.joining("\n")));
  }

  /** For example {@code instructions - old + new}. */
  static String line(String part, String then, String now) {
    return (margin(part)
            + (then.isEmpty() ? "" : "- " + then.strip() + "   ")
            + (now.isEmpty() ? "" : "+ " + now.strip()))
        .stripTrailing();
  }

  private static String margin(String part) {
    return "  " + part + " ".repeat(Math.max(2, MARGIN - part.length()));
  }

  private static List<String> with(char mark, List<String> unified) {
    return unified.stream()
        .filter(line -> !line.isEmpty() && line.charAt(0) == mark)
        .map(line -> line.substring(1))
        .toList();
  }
}
