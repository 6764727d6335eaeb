package io.waggle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the demo leaves on disk: logs, the folders in which the agents worked, and archives of the
 * classes that the next demo starts faster with.
 *
 * @param folder of all that
 */
record DemoHome(Path folder) {
  static DemoHome ofUser() {
    DemoHome home = new DemoHome(Path.of(System.getProperty("user.home"), ".waggle", "demo"));
    try {
      Files.createDirectories(home.work());
    } catch (IOException unusable) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "The folder %s cannot be made: %s.".formatted(home.work(), unusable),
          unusable);
    }
    return home;
  }

  Path work() {
    return folder.resolve("work");
  }

  /** Where the agents of the newest run have worked. */
  Optional<Path> newestWorkspace() {
    try (Stream<Path> folders = Files.list(work())) {
      return folders
          .filter(Files::isDirectory)
          .max(Comparator.comparing(workspace -> workspace.toFile().lastModified()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  Path engineLog() {
    return folder.resolve("engine.log");
  }

  Path workerLog() {
    return folder.resolve("worker.log");
  }

  Path engineClasses() {
    return folder.resolve("engine.jsa");
  }

  Path workerClasses() {
    return folder.resolve("worker.jsa");
  }
}
