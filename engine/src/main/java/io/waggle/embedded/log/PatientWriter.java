package io.waggle.embedded.log;

import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.util.Either;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes to the engine's log, and again for as long as the log is not ready for it, up to five
 * seconds. The test engine's gateway looks at no answer: a command that is refused once would be
 * lost, and whoever sent it would wait.
 */
record PatientWriter(LogStreamWriter log) implements LogStreamWriter {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(5);

  /**
   * @throws IllegalStateException if the log takes them neither now nor within seconds
   */
  @Override
  public Either<WriteFailure, Long> tryWrite(
      WriteContext context, List<LogAppendEntry> entries, long sourcePosition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Either<WriteFailure, Long> written = log.tryWrite(context, entries, sourcePosition);
    while (written.isLeft()) {
      if (written.getLeft() != WriteFailure.WRITE_LIMIT_EXHAUSTED || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "The engine's log does not take a command: " + written.getLeft());
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      written = log.tryWrite(context, entries, sourcePosition);
    }
    return written;
  }
}
