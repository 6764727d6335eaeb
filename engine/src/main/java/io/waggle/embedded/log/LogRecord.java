package io.waggle.embedded.log;

import io.camunda.zeebe.logstreams.log.LoggedEvent;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import java.time.Instant;

/** One of the engine's records, as long as its reader stands on it. */
public final class LogRecord {
  private final LoggedEvent event;
  private final RecordMetadata metadata;
  private final RecordReader reader;

  LogRecord(LoggedEvent event, RecordMetadata metadata, RecordReader reader) {
    this.event = event;
    this.metadata = metadata;
    this.reader = reader;
  }

  public long key() {
    return event.getKey();
  }

  public long position() {
    return event.getPosition();
  }

  /** Position of the record that led to this one; negative if there is none. */
  public long sourcePosition() {
    return event.getSourceEventPosition();
  }

  public Instant time() {
    return Instant.ofEpochMilli(event.getTimestamp());
  }

  /** Bytes that the record takes in the log. */
  public int length() {
    return event.getMetadataLength() + event.getValueLength();
  }

  public boolean isEvent() {
    return metadata.getRecordType() == RecordType.EVENT;
  }

  public boolean isRejection() {
    return metadata.getRecordType() == RecordType.COMMAND_REJECTION;
  }

  public ValueType valueType() {
    return metadata.getValueType();
  }

  public Intent intent() {
    return metadata.getIntent();
  }

  public RejectionType rejectionType() {
    return metadata.getRejectionType();
  }

  public String rejectionReason() {
    return metadata.getRejectionReason();
  }

  /** The record's value; the next record of its type overwrites it. */
  public <T> T value(Class<T> type) {
    return type.cast(reader.value(event, metadata.getValueType()));
  }
}
