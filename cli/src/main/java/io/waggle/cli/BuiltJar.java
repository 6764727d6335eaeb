package io.waggle.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A jar that the script has built, with its libraries in the folder {@code lib} beside it.
 *
 * @param module folder of its module in the clone
 * @param artifact its name without version
 */
record BuiltJar(Path module, String artifact) {
  /** The embedded engine. */
  static final BuiltJar ENGINE = new BuiltJar(Path.of("engine"), "waggle-engine");

  /** The worker of the demo. */
  static final BuiltJar CODE_ARCHAEOLOGIST =
      new BuiltJar(Path.of("examples", "code-archaeologist"), "waggle-example-code-archaeologist");

  /** The worker that the crash test kills. */
  static final BuiltJar CRASH_TEST_WORKER =
      new BuiltJar(Path.of("crash-test", "worker"), "waggle-crash-test-worker");

  /** Set by the script: the folder of the clone. */
  private static final String ROOT = "waggle.root";

  /** Where the script builds: not where {@code mvn verify} does, see the profile quick. */
  private static final Path TARGET = Path.of("target", "quick");

  /**
   * @return the jar
   * @throws CommandFailure if it is not built
   */
  Path find() {
    Path target = Path.of(System.getProperty(ROOT, "")).resolve(module).resolve(TARGET);
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars =
          Files.newDirectoryStream(target, this::isItself)) {
        for (Path jar : jars) {
          return jar;
        }
      } catch (IOException unreadable) {
        throw new CommandFailure(
            ExitCode.UNAVAILABLE, "The folder %s cannot be read.".formatted(target), unreadable);
      }
    }
    throw new CommandFailure(
        ExitCode.UNAVAILABLE,
        "There is no %s-….jar in %s; run this with the script ./waggle of the clone, which builds it."
            .formatted(artifact, target.toAbsolutePath()));
  }

  /** There may be jars of sources and of documentation beside it. */
  private boolean isItself(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(artifact + "-")
        && name.endsWith(".jar")
        && !name.endsWith("-sources.jar")
        && !name.endsWith("-javadoc.jar");
  }
}
