package io.waggle.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The executable jar of a worker that the script has built.
 *
 * @param module folder of its module in the clone
 * @param artifact its name without version
 */
record WorkerJar(Path module, String artifact) {
  /** The main example. */
  static final WorkerJar CODE_ARCHAEOLOGIST =
      new WorkerJar(Path.of("examples", "code-archaeologist"), "waggle-example-code-archaeologist");

  /** Set by the script: the folder of the clone. */
  private static final String ROOT = "waggle.root";

  /**
   * @return the jar
   * @throws CommandFailure if it is not built
   */
  Path find() {
    Path target = Path.of(System.getProperty(ROOT, "")).resolve(module).resolve("target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars =
          Files.newDirectoryStream(target, artifact + "-*-exec.jar")) {
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
        "The worker is not built: there is no %s-…-exec.jar in %s; run this with the script ./waggle of the clone."
            .formatted(artifact, target.toAbsolutePath()));
  }
}
