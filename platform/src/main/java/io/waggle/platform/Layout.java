package io.waggle.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Which file lies where in a platform's home. */
record Layout(Path home) {
  Path data() {
    return home.resolve("data");
  }

  Path data(Component component) {
    return data().resolve(component.name());
  }

  /** Who made the data; see {@link DataStamp}. */
  Path dataStamp() {
    return data().resolve("made-by.properties");
  }

  Path log(Component component) {
    return home.resolve("logs").resolve(component.name() + ".log");
  }

  /** The log of the watch that ends the platform with its owner. */
  Path ownerWatchLog() {
    return home.resolve("logs").resolve("owner-watch.log");
  }

  /** Native libraries and the like that a process unpacks; emptied before it starts. */
  Path temporary(Component component) {
    return home.resolve("tmp").resolve(component.name());
  }

  /** What the processes read that is neither data nor distribution. */
  Path config(String file) {
    return home.resolve("config").resolve(file);
  }

  /** Which processes run; see {@link Roster}. */
  Path roster() {
    return home.resolve("running.properties");
  }

  /** Held by whoever starts or stops the platform. */
  Path lock() {
    return home.resolve("lock");
  }

  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
