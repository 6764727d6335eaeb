package io.waggle.embedded.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/**
 * What an engine prints: all of its runs in one file, until that grows too big.
 *
 * @param path of the file
 */
record EngineLog(Path path) {
  private static final long TOO_BIG = 10L * 1024 * 1024;
  private static final int TAIL = 256 * 1024;
  private static final int QUOTED = 12;
  private static final String NEW_RUN = "---- started ";

  /**
   * Marks the beginning of a run; a big log becomes the one {@code .1} beside it.
   *
   * @return the place in the file where the run's output begins
   */
  long begin() throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    if (Files.exists(path) && Files.size(path) > TOO_BIG) {
      Files.move(
          path,
          path.resolveSibling(path.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(
        path,
        NEW_RUN + Instant.now() + System.lineSeparator(),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return Files.size(path);
  }

  /** What was printed from a place on; nothing where the file cannot be read. */
  String from(long place) {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(Math.min(place, file.length()));
      var bytes = new byte[(int) Math.min(TAIL, file.length() - file.getFilePointer())];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** The last lines, of the last run alone; fewer if there are not as many. */
  List<String> tail(int lines) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try {
      var all = from(Math.max(0, Files.size(path) - TAIL)).lines().toList();
      var first = Math.max(0, all.size() - lines);
      for (var line = all.size() - 1; line >= first; line--) {
        if (all.get(line).startsWith(NEW_RUN)) {
          first = line + 1;
        }
      }
      return all.subList(first, all.size());
    } catch (IOException unreadable) {
      throw new EngineProcessException(
          "The log %s cannot be read: %s.".formatted(path, unreadable), unreadable);
    }
  }

  /** Where the log is and how it ends, as the end of a sentence. */
  String quote() {
    var tail = tail(QUOTED);
    return tail.isEmpty()
        ? "its log %s is empty.".formatted(path)
        : "its log %s ends with:%n  | %s".formatted(path, String.join("%n  | ".formatted(), tail));
  }
}
