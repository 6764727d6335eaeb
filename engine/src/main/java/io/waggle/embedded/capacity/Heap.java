package io.waggle.embedded.capacity;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;

/** This JVM's heap: how much of it is in use for good. */
final class Heap {
  /** Where collectors keep what stays: the largest pool. */
  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .filter(pool -> pool.getCollectionUsage() != null)
          .sorted(Comparator.comparingLong(Heap::limit).reversed())
          .limit(1)
          .toList();

  private static long limit(MemoryPoolMXBean pool) {
    return pool.getUsage().getMax();
  }

  long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  long max() {
    return Runtime.getRuntime().maxMemory();
  }

  /** The share, 0 to 1, that was still in use after the last time that all was cleared up. */
  double shareInUse() {
    return pools.stream()
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(usage -> usage.getMax() > 0)
        .mapToDouble(Heap::share)
        .max()
        .orElse(0);
  }

  private static double share(MemoryUsage usage) {
    return (double) usage.getUsed() / usage.getMax();
  }
}
