package io.waggle.embedded.store;

import io.camunda.zeebe.db.ColumnFamily;
import io.camunda.zeebe.db.DbKey;
import io.camunda.zeebe.db.DbValue;
import io.camunda.zeebe.db.TransactionContext;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The engine's state, sorted, in the heap. One thread changes it, by transactions; others may read
 * meanwhile, and see each transaction as a whole.
 */
public final class MemoryStore implements ZeebeDb<ZbColumnFamilies> {
  private final Map<ZbColumnFamilies, Rows> columnFamilies = new ConcurrentHashMap<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final MeterRegistry meters = new SimpleMeterRegistry();

  Rows rows(ZbColumnFamilies columnFamily) {
    return columnFamilies.computeIfAbsent(columnFamily, first -> new Rows());
  }

  @Override
  public <K extends DbKey, V extends DbValue> ColumnFamily<K, V> createColumnFamily(
      ZbColumnFamilies columnFamily, TransactionContext context, K key, V value) {
    return new MemoryColumnFamily<>(
        columnFamily, rows(columnFamily), (MemoryTransaction) context, key, value);
  }

  @Override
  public TransactionContext createContext() {
    return new MemoryTransaction(lock);
  }

  @Override
  public boolean isEmpty(ZbColumnFamilies columnFamily, TransactionContext context) {
    return ((MemoryTransaction) context).from(rows(columnFamily), new byte[0]) == null;
  }

  @Override
  public MeterRegistry getMeterRegistry() {
    return meters;
  }

  @Override
  public Optional<String> getProperty(@Nullable String name) {
    return Optional.empty();
  }

  @Override
  public void createSnapshot(File folder) {
    throw new UnsupportedOperationException("The embedded engine has nothing but its memory");
  }

  @Override
  public void close() {
    meters.close();
  }
}
