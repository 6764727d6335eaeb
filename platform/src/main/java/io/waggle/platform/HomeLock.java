package io.waggle.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** One at a time may start or stop a platform. The system lets go when the holder dies. */
final class HomeLock {
  private HomeLock() {}

  /** Does it while nobody else starts or stops; refuses, rather than waits, if somebody does. */
  static <T> T holding(Layout layout, Supplier<T> deed) {
    try {
      Files.createDirectories(layout.home());
      try (var channel =
          FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (!locked(channel)) {
          throw new PlatformException(
              ("The platform in %s is being started or stopped by another command: wait until that"
                      + " has ended, or end it with Ctrl-C.")
                  .formatted(layout.home()));
        }
        return deed.get();
      }
    } catch (IOException e) {
      throw new PlatformException(
          "The folder %s cannot be used as the platform's home (%s): choose another one."
              .formatted(layout.home(), e),
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
