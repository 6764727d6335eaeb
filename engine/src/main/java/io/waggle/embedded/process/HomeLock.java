package io.waggle.embedded.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One at a time may start or stop the engine of a folder. The system lets go when the holder dies.
 */
final class HomeLock {
  /** Longer than a start may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private HomeLock() {}

  /** Does it while nobody else starts or stops the engine; waits for whoever does. */
  static <T> T holding(Path home, Supplier<T> deed) {
    try {
      Files.createDirectories(home);
      try (var channel =
          FileChannel.open(
              home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (!Waiting.until(PATIENCE, () -> locked(channel))) {
          throw new EngineProcessException(
              "The engine in %s is being started or stopped by another command: end that, or try again later."
                  .formatted(home));
        }
        return deed.get();
      }
    } catch (IOException unusable) {
      throw new EngineProcessException(
          "The folder %s cannot be used as the engine's home (%s): choose another one."
              .formatted(home, unusable),
          unusable);
    }
  }

  private static boolean locked(FileChannel channel) {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException thisJvmHasIt) {
      return false;
    } catch (IOException unusable) {
      throw new EngineProcessException("The engine's lock cannot be taken: " + unusable, unusable);
    }
  }
}
