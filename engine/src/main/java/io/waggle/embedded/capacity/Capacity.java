package io.waggle.embedded.capacity;

import io.waggle.embedded.projection.Projection;
import io.waggle.embedded.projection.Projection.Volume;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How much the engine holds, and whether it takes more. All its records stay in memory until the
 * process ends, so new process instances are refused while there is room for the running ones to go
 * on. Safe for use by several threads.
 */
public final class Capacity {
  /** Of the heap: what is left is for the engine's state, and for what it is doing. */
  private static final double RECORDS_SHARE = 0.5;

  private static final double HEAP_SHARE = 0.85;
  private static final double SHORT = 0.8;

  private static final Logger LOG = System.getLogger(Capacity.class.getName());

  private final Heap heap = new Heap();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Projection projection;
  private final long maxRecordBytes;

  /**
   * @param maxRecordBytes how many bytes of records are held before new process instances are
   *     refused; 0 for half of the heap
   */
  public Capacity(Projection projection, long maxRecordBytes) {
    this.projection = projection;
    this.maxRecordBytes = maxRecordBytes > 0 ? maxRecordBytes : (long) (heap.max() * RECORDS_SHARE);
  }

  /**
   * What the engine holds.
   *
   * @param share of what it may hold, 0 to 1 and above
   */
  public record Holding(
      long records,
      long recordBytes,
      long maxRecordBytes,
      long heapUsed,
      long heapMax,
      double share) {
    /** Whether new process instances are refused. */
    public boolean isFull() {
      return share >= 1;
    }

    /** Whether they soon will be. */
    public boolean isShort() {
      return share >= SHORT;
    }
  }

  public Holding holding() {
    Volume volume = projection.volume();
    double byRecords = (double) volume.bytes() / maxRecordBytes;
    double byHeap = heap.shareInUse() / HEAP_SHARE;
    return new Holding(
        volume.records(),
        volume.bytes(),
        maxRecordBytes,
        heap.used(),
        heap.max(),
        Math.max(byRecords, byHeap));
  }

  /** Why no new process instance is taken, and what to do; empty if one is. */
  public Optional<String> refusal() {
    Holding holding = holding();
    if (holding.isShort() && warned.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "Memory gets short: " + described(holding));
    }
    return holding.isFull()
        ? Optional.of(
            ("The embedded engine takes no new process instances: it keeps everything in memory, and"
                    + " holds %s. Running ones go on. Restart it to begin empty, or give it more"
                    + " memory with -Xmx.")
                .formatted(described(holding)))
        : Optional.empty();
  }

  private static String described(Holding holding) {
    return "%,d records (%d of %d MB; heap %d of %d MB)"
        .formatted(
            holding.records(),
            mb(holding.recordBytes()),
            mb(holding.maxRecordBytes()),
            mb(holding.heapUsed()),
            mb(holding.heapMax()));
  }

  private static long mb(long bytes) {
    return bytes / (1024 * 1024);
  }
}
