package io.waggle.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Keys and lines that a person types at a terminal. */
final class Keyboard {
  private static final int END = -1;
  private static final int END_OF_TRANSMISSION = 4;
  private static final long LOOK_MILLIS = 2_000;

  private final Terminal terminal;

  Keyboard(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * One key, without Enter; what was typed before does not count.
   *
   * @param prompt asks for it
   * @param needless looked at every two seconds while no key comes
   * @return empty if no key is needed any more
   */
  Optional<Character> key(Runnable prompt, BooleanSupplier needless) {
    Attributes before = terminal.enterRawMode();
    try {
      NonBlockingReader reader = terminal.reader();
      while (reader.peek(1) >= 0) {
        reader.read();
      }
      prompt.run();
      int read = reader.read(LOOK_MILLIS);
      while (read == NonBlockingReader.READ_EXPIRED) {
        if (needless.getAsBoolean()) {
          return Optional.empty();
        }
        read = reader.read(LOOK_MILLIS);
      }
      return Optional.of(checked(read));
    } catch (IOException gone) {
      throw noMore();
    } finally {
      terminal.setAttributes(before);
    }
  }

  /** A line, without its end. */
  String line() {
    StringBuilder line = new StringBuilder();
    try {
      for (char next = checked(terminal.reader().read());
          next != '\n' && next != '\r';
          next = checked(terminal.reader().read())) {
        line.append(next);
      }
    } catch (IOException gone) {
      throw noMore();
    }
    return line.toString();
  }

  private static char checked(int read) {
    if (read == END || read == END_OF_TRANSMISSION) {
      throw noMore();
    }
    return (char) read;
  }

  private static CommandFailure noMore() {
    return new CommandFailure(ExitCode.INTERRUPTED, "Nobody answers any more.");
  }
}
