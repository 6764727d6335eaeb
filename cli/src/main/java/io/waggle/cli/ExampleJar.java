package io.waggle.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The executable jar of the example, built by the script.
 *
 * @param path of the jar
 */
record ExampleJar(Path path) {
  /** Set by the script: the folder of the clone. */
  private static final String ROOT = "waggle.root";

  static ExampleJar find() {
    Path target = Path.of(System.getProperty(ROOT, ""), "examples", "code-archaeologist", "target");
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars =
          Files.newDirectoryStream(target, "waggle-example-code-archaeologist-*-exec.jar")) {
        for (Path jar : jars) {
          return new ExampleJar(jar);
        }
      } catch (IOException unreadable) {
        throw new CommandFailure(
            ExitCode.UNAVAILABLE, "The folder %s cannot be read.".formatted(target), unreadable);
      }
    }
    throw new CommandFailure(
        ExitCode.UNAVAILABLE,
        "The example is not built: there is no waggle-example-code-archaeologist-…-exec.jar in %s; run the demo with the script ./waggle of the clone."
            .formatted(target.toAbsolutePath()));
  }
}
