package io.waggle.embedded.log;

import io.camunda.zeebe.logstreams.log.LogAppendEntry;
import io.camunda.zeebe.logstreams.log.LogStreamWriter;
import io.camunda.zeebe.logstreams.log.WriteContext;
import io.camunda.zeebe.protocol.impl.encoding.AuthInfo;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;

/** Writes commands to the engine's log; the engine's answer is in the records that follow. */
public final class CommandWriter {
  private final LogStreamWriter writer;

  CommandWriter(LogStreamWriter writer) {
    this.writer = new PatientWriter(writer);
  }

  /**
   * Writes a command; waits for the log where it is not ready for it.
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
    return writer.tryWrite(WriteContext.internal(), LogAppendEntry.of(key, metadata, value)).get();
  }
}
