package io.waggle.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table of {@code docs/model-faults.md}: what it says is what is tested. */
final class FaultTable {
  private static final Path PAGE = Path.of("..", "docs", "model-faults.md");
  private static final String HEAD =
      "| fault | requests | what the model is told | what a person sees | how it ends |";
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /**
   * A row.
   *
   * @param fault what is wrong
   * @param requests that reach the endpoint until the run has ended, or stands still
   * @param told words in the request after the fault; none: the same is sent again, if anything is
   * @param seen words that people find
   * @param where people find them
   * @param ending how it ends
   */
  record Row(
      String fault,
      int requests,
      List<String> told,
      List<String> seen,
      Where where,
      Ending ending) {}

  /** Where a person looks. */
  enum Where {
    NOWHERE,
    JOB,
    TURN,
    RESULT,
    INCIDENT
  }

  /** What becomes of the run. */
  enum Ending {
    COMPLETED,
    FAILED,
    RESOLVED
  }

  private FaultTable() {}

  static List<Row> rows() {
    try {
      return Files.readAllLines(PAGE).stream()
          .dropWhile(line -> !line.equals(HEAD))
          .skip(2)
          .takeWhile(line -> line.startsWith("|"))
          .map(FaultTable::row)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    List<String> cells = Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    String seen = cells.get(3);
    return new Row(
        cells.get(0),
        Integer.parseInt(cells.get(1)),
        quoted(cells.get(2)),
        quoted(seen),
        where(seen),
        ending(cells.get(4)));
  }

  private static Where where(String cell) {
    return Arrays.stream(Where.values())
        .filter(where -> cell.startsWith(where.name().toLowerCase(java.util.Locale.ROOT)))
        .findFirst()
        .orElse(Where.NOWHERE);
  }

  private static Ending ending(String cell) {
    return switch (cell) {
      case "completed" -> Ending.COMPLETED;
      case "failed" -> Ending.FAILED;
      case "goes on when the incident is resolved" -> Ending.RESOLVED;
      default -> throw new IllegalArgumentException("No ending of a run: " + cell);
    };
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
