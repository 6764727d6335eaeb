package io.waggle.embedded.log;

import io.camunda.zeebe.logstreams.log.LogStreamReader;
import io.camunda.zeebe.logstreams.log.LoggedEvent;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.UnifiedRecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.stream.impl.TypedEventRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads the engine's records one after the other and keeps its place. Of one thread at a time. */
public final class RecordReader {
  private final LogStreamReader reader;
  private final RecordMetadata metadata = new RecordMetadata();
  private final Map<ValueType, UnifiedRecordValue> values = new EnumMap<>(ValueType.class);

  RecordReader(LogStreamReader reader) {
    this.reader = reader;
    reader.seekToFirstEvent();
  }

  /**
   * Hands over every record that was added since the last call.
   *
   * @param consumer what it is handed is good until it returns
   */
  public void forEachNew(Consumer<LogRecord> consumer) {
    while (reader.hasNext()) {
      LoggedEvent event = reader.next();
      event.readMetadata(metadata);
      consumer.accept(new LogRecord(event, metadata, this));
    }
  }

  /** The value of a record, in an object that the next record of this type overwrites. */
  UnifiedRecordValue value(LoggedEvent event, ValueType type) {
    UnifiedRecordValue value = values.computeIfAbsent(type, RecordReader::empty);
    event.readValue(value);
    return value;
  }

  private static UnifiedRecordValue empty(ValueType type) {
    try {
      return Objects.requireNonNull(TypedEventRegistry.EVENT_REGISTRY.get(type))
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("No record can be made for " + type, e);
    }
  }
}
