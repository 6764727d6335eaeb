package io.waggle.embedded.store;

import io.camunda.zeebe.db.TransactionContext;
import io.camunda.zeebe.db.TransactionOperation;
import io.camunda.zeebe.db.ZeebeDbTransaction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What one thread changes, seen by itself at once and by others when it is committed. Transactions
 * that are under way at the same time are not kept from each other: only one of them may write.
 */
final class MemoryTransaction implements TransactionContext, ZeebeDbTransaction {
  private final ReadWriteLock lock;
  private final Map<Rows, NavigableMap<byte[], byte @Nullable []>> changes = new HashMap<>();
  private boolean open;

  MemoryTransaction(ReadWriteLock lock) {
    this.lock = lock;
  }

  byte @Nullable [] get(Rows rows, byte[] key) {
    NavigableMap<byte[], byte @Nullable []> changed = changes.get(rows);
    if (changed != null && changed.containsKey(key)) {
      return changed.get(key);
    }
    lock.readLock().lock();
    try {
      return rows.get(key);
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * @param value null deletes
   */
  void put(Rows rows, byte[] key, byte @Nullable [] value) {
    changes.computeIfAbsent(rows, first -> Rows.sorted()).put(key, value);
  }

  /**
   * The first row whose key is this one or comes after it. Rows are found one by one, so that a
   * look at a few of many costs no more than these few.
   */
  Map.@Nullable Entry<byte[], byte[]> from(Rows rows, byte[] key) {
    NavigableMap<byte[], byte @Nullable []> changed = changes.get(rows);
    byte[] from = key;
    while (true) {
      Map.Entry<byte[], byte[]> committed = committed(rows, from);
      Map.Entry<byte[], byte @Nullable []> change =
          changed == null ? null : changed.ceilingEntry(from);
      if (change == null
          || (committed != null
              && Arrays.compareUnsigned(committed.getKey(), change.getKey()) < 0)) {
        return committed;
      }
      byte[] value = change.getValue();
      if (value != null) {
        return Map.entry(change.getKey(), value);
      }
      from = after(change.getKey());
    }
  }

  private Map.@Nullable Entry<byte[], byte[]> committed(Rows rows, byte[] from) {
    lock.readLock().lock();
    try {
      return rows.from(from);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The key that follows this one at once. */
  static byte[] after(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  @Override
  public void runInTransaction(TransactionOperation operation) {
    try {
      if (open) {
        operation.run();
      } else {
        runAlone(operation);
      }
    } catch (Exception e) {
      // What the engine expects of its store, whatever it was.
      throw new RuntimeException("A transaction of the engine's state failed", e);
    }
  }

  private void runAlone(TransactionOperation operation) throws Exception {
    begin();
    try {
      operation.run();
      commit();
    } finally {
      rollback();
    }
  }

  @Override
  public ZeebeDbTransaction getCurrentTransaction() {
    if (!open) {
      begin();
    }
    return this;
  }

  private void begin() {
    rollback();
    open = true;
  }

  @Override
  public void run(TransactionOperation operation) throws Exception {
    operation.run();
  }

  @Override
  public void commit() {
    if (!changes.isEmpty()) { // who only reads keeps nobody waiting
      lock.writeLock().lock();
      try {
        changes.forEach(Rows::apply);
      } finally {
        lock.writeLock().unlock();
      }
    }
    rollback();
  }

  /** Forgets what is not committed. */
  @Override
  public void rollback() {
    changes.clear();
    open = false;
  }
}
