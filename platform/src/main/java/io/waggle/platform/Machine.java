package io.waggle.platform;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the machine has to spare.
 *
 * @param freeMemory in MB, without what the system would give back from its caches
 * @param freeDisk in MB, where the platform's home is
 */
record Machine(long freeMemory, long freeDisk) {
  static final long MEGABYTE = 1 << 20;

  /**
   * What a platform may need on disk beside the software and the brokers' data, in MB. The brokers
   * stop working when less than half of it is left.
   */
  private static final long DISK = 1024;

  private static final long DISK_OF_BROKER = 512;

  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

  /** This machine. */
  static Machine here(Path home) {
    try {
      var existing = home;
      for (var up = home; up != null && !Files.exists(existing); up = up.getParent()) {
        existing = up;
      }
      return new Machine(memory(), Files.getFileStore(existing).getUsableSpace() / MEGABYTE);
    } catch (IOException e) {
      throw new PlatformException("The folder %s cannot be used: %s.".formatted(home, e), e);
    }
  }

  void requireMemory(long needed) {
    if (freeMemory < needed) {
      throw new PlatformException(
          ("The platform needs %d MB of free memory, but this machine has %d MB: end other"
                  + " programs, or choose smaller heaps.")
              .formatted(needed, freeMemory));
    }
  }

  void requireDisk(long software, int brokers, Path home) {
    var needed = software + DISK + brokers * DISK_OF_BROKER;
    if (freeDisk < needed) {
      throw new PlatformException(
          ("The platform needs %d MB of free disk in %s, but there are %d MB: make room, or choose"
                  + " another home.")
              .formatted(needed, home, freeDisk));
    }
  }

  private static long memory() throws IOException {
    var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // Of a container's limit and of the machine itself, the smaller one counts.
    var total = bean.getTotalMemorySize() / MEGABYTE;
    var meminfo = Path.of("/proc/meminfo");
    if (!Files.exists(meminfo)) {
      // macOS counts its caches as used: its number for free memory is far too low to judge by.
      return total;
    }
    var found = AVAILABLE.matcher(Files.readString(meminfo));
    return found.find() ? Math.min(total, Long.parseLong(found.group(1)) / 1024) : total;
  }
}
