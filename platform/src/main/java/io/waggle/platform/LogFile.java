package io.waggle.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** What one process prints: all of its runs in one file, until that grows too big. */
record LogFile(Path path) {
  private static final long TOO_BIG = 10 * Machine.MEGABYTE;
  private static final int TAIL = 64 * 1024;
  private static final String NEW_RUN = "---- started ";

  /** Marks the beginning of a run; a big log becomes the one {@code .1} beside it. */
  void begin() throws IOException {
    Files.createDirectories(path.getParent());
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
  }

  /** The last lines, of the last run alone; fewer if there are not as many. */
  List<String> tail(int lines) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - TAIL));
      var bytes = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(bytes);
      var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      var first = Math.max(0, all.size() - lines);
      for (var line = all.size() - 1; line >= first; line--) {
        if (all.get(line).startsWith(NEW_RUN)) {
          first = line + 1;
        }
      }
      return all.subList(first, all.size());
    } catch (IOException e) {
      throw new PlatformException("The log %s cannot be read: %s.".formatted(path, e), e);
    }
  }

  /** The tail as an indented block after a sentence; empty if nothing was printed. */
  String quote(int lines) {
    var tail = tail(lines);
    return tail.isEmpty() ? "" : ":%n  | ".formatted() + String.join("%n  | ".formatted(), tail);
  }
}
