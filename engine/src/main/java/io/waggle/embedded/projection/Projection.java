package io.waggle.embedded.projection;

import io.waggle.embedded.log.LogRecord;
import io.waggle.embedded.log.RecordReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The state that the engine's records add up to. Whoever reads sees everything that the engine had
 * written before: there is no lag. Safe for use by several threads.
 */
public final class Projection {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final RecordReader reader;
  private final EngineState state = new EngineState();
  private final Projector projector = new Projector(state);
  private final List<Consumer<LogRecord>> observers = new ArrayList<>();
  private long records;
  private long bytes;

  public Projection(RecordReader reader) {
    this.reader = reader;
  }

  /** How much the engine holds. */
  public record Volume(long records, long bytes) {}

  /** Reads the state as it is now. What is read from it must not be kept. */
  public <T> T read(Function<EngineState, T> query) {
    lock.writeLock().lock();
    Lock held = lock.writeLock();
    try {
      catchUp();
      lock.readLock().lock();
      held.unlock();
      held = lock.readLock();
      return query.apply(state);
    } finally {
      held.unlock();
    }
  }

  public Volume volume() {
    return read(current -> new Volume(records, bytes));
  }

  /**
   * Lets somebody see every record from here on, whoever reads it.
   *
   * @param andThen runs before any more of them is read
   */
  public void observe(Consumer<LogRecord> observer, Runnable andThen) {
    lock.writeLock().lock();
    try {
      catchUp();
      observers.add(observer);
      andThen.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  public void forget(Consumer<LogRecord> observer) {
    lock.writeLock().lock();
    try {
      observers.remove(observer);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Reads on until there is nothing new. */
  private void catchUp() {
    reader.forEachNew(
        record -> {
          records++;
          bytes += record.length();
          projector.apply(record);
          observers.forEach(observer -> observer.accept(record));
        });
  }
}
