package io.waggle.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Lines of a stream, of which only so much is kept in memory: a line that is longer is read to its
 * end, and nothing but its beginning and its end remain. Not safe for use by threads.
 */
final class BoundedLines {
  /** Of a line that is too long: enough for what stands around its content. */
  private static final int EDGE = 1024;

  private final InputStream in;
  private final long most;

  /**
   * @param most bytes of a line that are kept
   */
  BoundedLines(InputStream in, long most) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.most = most;
  }

  /** A line, without its end. */
  sealed interface Line {}

  /**
   * One that was kept.
   *
   * @param text as UTF-8 gives it
   */
  record Whole(String text) implements Line {}

  /**
   * One that was not.
   *
   * @param bytes that it had
   * @param beginning of it
   * @param end of it
   */
  record TooLong(long bytes, String beginning, String end) implements Line {}

  /**
   * Blocks until there is a line.
   *
   * @return the next line; empty at the end of the stream
   */
  Optional<Line> next() throws IOException {
    var kept = new ByteArrayOutputStream();
    byte[] edge = new byte[EDGE];
    long length = 0;
    int read = in.read();
    if (read < 0) {
      return Optional.empty();
    }
    while (read >= 0 && read != '\n') {
      if (length < most) {
        kept.write(read);
      }
      edge[(int) (length % EDGE)] = (byte) read;
      length++;
      read = in.read();
    }
    return Optional.of(
        length <= most
            ? new Whole(kept.toString(StandardCharsets.UTF_8))
            : new TooLong(length, beginning(kept.toByteArray()), end(edge, length)));
  }

  private static String beginning(byte[] kept) {
    return new String(kept, 0, Math.min(EDGE, kept.length), StandardCharsets.UTF_8);
  }

  private static String end(byte[] edge, long length) {
    int from = (int) (length % EDGE);
    int size = (int) Math.min(length, EDGE);
    byte[] ordered = new byte[size];
    for (int i = 0; i < size; i++) {
      ordered[i] = edge[(from + EDGE - size + i) % EDGE];
    }
    return new String(ordered, StandardCharsets.UTF_8);
  }
}
