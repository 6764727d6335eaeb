package io.waggle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A log that another process writes; also through its being put aside for a new one. */
final class FollowedFile {
  private static final long POLL_MILLIS = 200;
  private static final int MOST = 1024 * 1024;

  private final Path path;
  private long place;

  /** What is in the file at this moment is not new. */
  FollowedFile(Path path) {
    this.path = path;
    this.place = size();
  }

  /** Prints what is new until the thread is interrupted, or the program ended. */
  void follow(PrintWriter out) {
    while (!Thread.currentThread().isInterrupted()) {
      print(out);
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Prints what is new since the last time. */
  void print(PrintWriter out) {
    if (size() < place) {
      // A new file in its place.
      place = 0;
    }
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      file.seek(place);
      byte[] bytes = new byte[(int) Math.min(MOST, file.length() - place)];
      file.readFully(bytes);
      int whole = endOfLastLine(bytes);
      out.print(new String(bytes, 0, whole, StandardCharsets.UTF_8));
      out.flush();
      place += whole;
    } catch (IOException notThereYet) {
      // It may come.
    }
  }

  private static int endOfLastLine(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    // A line that is longer than what is read at once is printed in pieces.
    return end == 0 && bytes.length == MOST ? MOST : end;
  }

  private long size() {
    try {
      return Files.size(path);
    } catch (IOException none) {
      return 0;
    }
  }
}
