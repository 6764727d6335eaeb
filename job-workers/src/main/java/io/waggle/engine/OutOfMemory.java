package io.waggle.engine;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that has run out of memory, as {@code -XX:+ExitOnOutOfMemoryError} does where it
 * is given: any of its threads may have died unseen, the one that shows that it lives included, and
 * what the process holds would wait with it.
 */
final class OutOfMemory implements Thread.UncaughtExceptionHandler {
  /** The JVM's own, where it ends by itself. */
  static final int EXIT_CODE = 3;

  private static final Logger LOG = LoggerFactory.getLogger(OutOfMemory.class);

  /** Made while there is memory. */
  private static final byte[] LAST_WORDS =
      "The process has run out of memory and ends; others take over what it held. Give it more, with -Xmx.\n"
          .getBytes(StandardCharsets.UTF_8);

  /** Of causes of causes, which may go round in a circle. */
  private static final int DEEPEST = 20;

  private final boolean ends;

  /** Whoever the application has told to look after such threads. */
  private volatile Thread.@Nullable UncaughtExceptionHandler others;

  /**
   * @param ends whether the process ends; else the error is logged and fails the job alone
   */
  OutOfMemory(boolean ends) {
    this.ends = ends;
  }

  /** From now on also hears of errors in threads that nobody else looks after. */
  void watch() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    if (ends && !(before instanceof OutOfMemory)) {
      others = before;
      Thread.setDefaultUncaughtExceptionHandler(this);
    }
  }

  /** Does not return if memory has run out and the process is to end. */
  void check(Throwable thrown) {
    if (ends && isCauseOf(thrown)) {
      try (FileOutputStream error = new FileOutputStream(FileDescriptor.err)) {
        error.write(LAST_WORDS);
      } catch (IOException unwritable) {
        // nothing to say it with
      } finally {
        Runtime.getRuntime().halt(EXIT_CODE);
      }
    }
  }

  /** Takes no memory. */
  private static boolean isCauseOf(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    check(thrown);
    Thread.UncaughtExceptionHandler next = others;
    if (next == null) {
      LOG.error("The thread {} has ended", thread.getName(), thrown);
    } else {
      next.uncaughtException(thread, thrown);
    }
  }
}
