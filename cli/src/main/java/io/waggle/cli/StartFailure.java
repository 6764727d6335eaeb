package io.waggle.cli;

import java.util.ArrayList;
import java.util.List;

/** Why a worker has not started, in what it printed. */
final class StartFailure {
  /** What Spring Boot writes above what is wrong, and above what to do. */
  private static final String WRONG = "Description:";

  private static final String REMEDY = "Action:";

  private StartFailure() {}

  /**
   * What is wrong and what to do, if it has said so; else its last line; empty if there is none.
   */
  static String in(List<String> log) {
    List<String> lines = log.stream().filter(line -> !line.isBlank()).toList();
    int wrong = lines.lastIndexOf(WRONG);
    if (wrong < 0) {
      return lines.isEmpty() ? "" : TreeText.oneLine(lines.getLast());
    }
    List<String> said = new ArrayList<>();
    for (String line : lines.subList(wrong + 1, lines.size())) {
      if (line.matches("\\d{4}-\\d{2}-\\d{2}T.*")) {
        break;
      }
      if (!line.equals(REMEDY)) {
        said.add(TreeText.oneLine(line));
      }
    }
    return String.join(" ", said);
  }
}
