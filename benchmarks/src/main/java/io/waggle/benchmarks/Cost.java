package io.waggle.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a turn takes.
 *
 * @param milliseconds by the clock on the wall
 * @param processorMilliseconds of it that this process had a processor for, on all threads
 * @param allocatedKilobytes that this process allocated, on all threads
 */
record Cost(double milliseconds, double processorMilliseconds, double allocatedKilobytes) {

  /** Of runs that take so many turns in all. */
  static Cost of(int turns, Runnable runs) {
    long worked = processorNanos();
    long allocated = allocatedBytes();
    long begun = System.nanoTime();
    runs.run();
    long took = System.nanoTime() - begun;
    return new Cost(
        took / 1e6 / turns,
        (processorNanos() - worked) / 1e6 / turns,
        (allocatedBytes() - allocated) / 1e3 / turns);
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long allocatedBytes() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
  }
}
