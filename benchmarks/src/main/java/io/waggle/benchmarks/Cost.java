package io.waggle.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a turn takes.
 *
 * @param milliseconds by the clock on the wall
 * @param processorMilliseconds of a processor that this process took, on all threads
 * @param engineProcessorMilliseconds that the engine's process took
 * @param databaseProcessorMilliseconds that PostgreSQL took, any on this machine; 0 where there is
 *     none
 * @param allocatedKilobytes that this process allocated, on all threads
 */
record Cost(
    double milliseconds,
    double processorMilliseconds,
    double engineProcessorMilliseconds,
    double databaseProcessorMilliseconds,
    double allocatedKilobytes) {

  /** Of runs that take so many turns in all. */
  static Cost of(int turns, Runnable runs) {
    long worked = processorNanos();
    long engine = engineNanos();
    long database = databaseNanos();
    long allocated = allocatedBytes();
    long begun = System.nanoTime();
    runs.run();
    long took = System.nanoTime() - begun;
    return new Cost(
        took / 1e6 / turns,
        (processorNanos() - worked) / 1e6 / turns,
        (engineNanos() - engine) / 1e6 / turns,
        (databaseNanos() - database) / 1e6 / turns,
        (allocatedBytes() - allocated) / 1e3 / turns);
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long engineNanos() {
    return nanosOf("java", ProcessHandle.current().descendants());
  }

  /** Its server is nobody's child once it runs, so any on this machine counts. */
  private static long databaseNanos() {
    return nanosOf("postgres", ProcessHandle.allProcesses());
  }

  private static long nanosOf(String program, Stream<ProcessHandle> processes) {
    return processes
        .map(ProcessHandle::info)
        .filter(info -> info.command().filter(path -> path.endsWith("/" + program)).isPresent())
        .flatMap(info -> info.totalCpuDuration().map(Stream::of).orElseGet(Stream::of))
        .mapToLong(Duration::toNanos)
        .sum();
  }

  private static long allocatedBytes() {
    return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
  }
}
