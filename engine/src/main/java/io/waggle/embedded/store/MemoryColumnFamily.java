package io.waggle.embedded.store;

import io.camunda.zeebe.db.ColumnFamily;
import io.camunda.zeebe.db.DbKey;
import io.camunda.zeebe.db.DbValue;
import io.camunda.zeebe.db.KeyValuePairVisitor;
import io.camunda.zeebe.db.ZeebeDbInconsistentException;
import io.camunda.zeebe.protocol.ColumnFamilyScope;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.camunda.zeebe.util.buffer.BufferReader;
import io.camunda.zeebe.util.buffer.BufferWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A column family as one transaction sees it, in the engine's own keys and values. */
final class MemoryColumnFamily<K extends DbKey, V extends DbValue> implements ColumnFamily<K, V> {
  private static final byte[] ALL = new byte[0];

  private final ZbColumnFamilies columnFamily;
  private final Rows rows;
  private final MemoryTransaction transaction;
  private final K key;
  private final V value;

  /**
   * @param key handed to visitors, with one row after the other
   * @param value the same, and what {@link #get} gives
   */
  MemoryColumnFamily(
      ZbColumnFamilies columnFamily, Rows rows, MemoryTransaction transaction, K key, V value) {
    this.columnFamily = columnFamily;
    this.rows = rows;
    this.transaction = transaction;
    this.key = key;
    this.value = value;
  }

  private static byte[] bytes(BufferWriter written) {
    byte[] bytes = new byte[written.getLength()];
    written.write(new UnsafeBuffer(bytes), 0);
    return bytes;
  }

  private static void read(byte[] bytes, BufferReader into) {
    into.wrap(new UnsafeBuffer(bytes), 0, bytes.length);
  }

  @Override
  public void insert(K key, V value) {
    write(key, false, value);
  }

  @Override
  public void update(K key, V value) {
    write(key, true, value);
  }

  @Override
  public void upsert(K key, V value) {
    transaction.runInTransaction(() -> transaction.put(rows, bytes(key), bytes(value)));
  }

  @Override
  public void deleteExisting(K key) {
    write(key, true, null);
  }

  @Override
  public void deleteIfExists(K key) {
    transaction.runInTransaction(() -> transaction.put(rows, bytes(key), null));
  }

  private void write(K key, boolean existing, @Nullable V value) {
    transaction.runInTransaction(
        () -> {
          byte[] bytes = bytes(key);
          if ((transaction.get(rows, bytes) != null) != existing) {
            throw new ZeebeDbInconsistentException(
                "%s has %s key %s".formatted(columnFamily, existing ? "no" : "already a", key));
          }
          transaction.put(rows, bytes, value == null ? null : bytes(value));
        });
  }

  @Override
  public @Nullable V get(K key) {
    return get(key, () -> value);
  }

  @Override
  public @Nullable V get(K key, Supplier<V> fresh) {
    byte[] found = transaction.get(rows, bytes(key));
    if (found == null) {
      return null;
    }
    V read = fresh.get();
    read(found, read);
    return read;
  }

  @Override
  public boolean exists(K key) {
    return transaction.get(rows, bytes(key)) != null;
  }

  @Override
  public void forEach(Consumer<V> consumer) {
    forEach((key, value) -> consumer.accept(value));
  }

  @Override
  public void forEach(BiConsumer<K, V> consumer) {
    visit(ALL, ALL, all(consumer));
  }

  @Override
  public void whileTrue(KeyValuePairVisitor<K, V> visitor) {
    visit(ALL, ALL, visitor);
  }

  @Override
  public void whileTrue(@Nullable K from, KeyValuePairVisitor<K, V> visitor) {
    visit(from == null ? ALL : bytes(from), ALL, visitor);
  }

  @Override
  public void whileEqualPrefix(DbKey prefix, BiConsumer<K, V> consumer) {
    whileEqualPrefix(prefix, all(consumer));
  }

  @Override
  public void whileEqualPrefix(DbKey prefix, KeyValuePairVisitor<K, V> visitor) {
    whileEqualPrefix(prefix, null, visitor);
  }

  @Override
  public void whileEqualPrefix(DbKey prefix, @Nullable K from, KeyValuePairVisitor<K, V> visitor) {
    byte[] bytes = bytes(prefix);
    byte[] first = from == null ? bytes : bytes(from);
    visit(Arrays.compareUnsigned(first, bytes) < 0 ? bytes : first, bytes, visitor);
  }

  private static <K extends DbKey, V extends DbValue> KeyValuePairVisitor<K, V> all(
      BiConsumer<K, V> consumer) {
    return (key, value) -> {
      consumer.accept(key, value);
      return true;
    };
  }

  /**
   * What is changed meanwhile behind the row that is visited shows, as in the engine's own store.
   */
  private void visit(byte[] from, byte[] prefix, KeyValuePairVisitor<K, V> visitor) {
    transaction.runInTransaction(
        () -> {
          Map.Entry<byte[], byte[]> row = row(from, prefix);
          while (row != null) {
            read(row.getKey(), key);
            read(row.getValue(), value);
            row =
                visitor.visit(key, value)
                    ? row(MemoryTransaction.after(row.getKey()), prefix)
                    : null;
          }
        });
  }

  private Map.@Nullable Entry<byte[], byte[]> row(byte[] from, byte[] prefix) {
    Map.Entry<byte[], byte[]> row = transaction.from(rows, from);
    return row != null && startsWith(row.getKey(), prefix) ? row : null;
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public boolean isEmpty() {
    return row(ALL, ALL) == null;
  }

  @Override
  public long count() {
    return countWith(ALL);
  }

  @Override
  public long countEqualPrefix(DbKey prefix) {
    return countWith(bytes(prefix));
  }

  private long countWith(byte[] prefix) {
    long count = 0;
    for (var row = row(prefix, prefix); row != null; count++) {
      row = row(MemoryTransaction.after(row.getKey()), prefix);
    }
    return count;
  }

  @Override
  public ColumnFamilyScope partitionScope() {
    return columnFamily.partitionScope();
  }
}
