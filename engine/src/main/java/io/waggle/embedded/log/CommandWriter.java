package io.waggle.embedded.log;

import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.LogStreamWriter.WriteFailure;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.protocol.impl.encoding.AuthInfo;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.util.Either;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Writes commands to the engine's log; the engine's answer is in the records that follow. */
public final class CommandWriter {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final LogStreamWriter writer;

  CommandWriter(LogStreamWriter writer) {
    this.writer = writer;
  }

  /**
   * Writes a command, and again for as long as the log is not ready for it.
   *
   * @return the command's position: records that it led to have it as their source
   * @throws IllegalStateException if the log takes it neither now nor within seconds
   */
  public long write(long key, ValueType type, Intent intent, UnifiedRecordValue value) {
    RecordMetadata metadata =
        new RecordMetadata()
            .recordType(RecordType.COMMAND)
            .valueType(type)
            .intent(intent)
            .authorization(new AuthInfo());
    LogAppendEntry entry = LogAppendEntry.of(key, metadata, value);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Either<WriteFailure, Long> written = writer.tryWrite(WriteContext.internal(), entry);
      if (written.isRight()) {
        return written.get();
      }
      if (written.getLeft() != WriteFailure.WRITE_LIMIT_EXHAUSTED || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "The engine's log does not take %s %s: %s".formatted(type, intent, written.getLeft()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
