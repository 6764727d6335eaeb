package io.waggle.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program that the script has built: a jar with its libraries in the folder {@code lib} beside
 * it.
 *
 * @param what in a sentence
 * @param module folder of its module in the clone
 * @param artifact its name without version
 */
record BuiltJar(String what, Path module, String artifact) {
  /** The embedded engine. */
  static final BuiltJar ENGINE = new BuiltJar("engine", Path.of("engine"), "waggle-engine");

  /** The worker of the main example. */
  static final BuiltJar CODE_ARCHAEOLOGIST =
      new BuiltJar(
          "worker", Path.of("examples", "code-archaeologist"), "waggle-example-code-archaeologist");

  /** The worker of the example of a business process. */
  static final BuiltJar INVOICE_DISPUTE =
      new BuiltJar(
          "worker", Path.of("examples", "invoice-dispute"), "waggle-example-invoice-dispute");

  /** The worker that is killed. */
  static final BuiltJar CRASH_TEST =
      new BuiltJar("worker", Path.of("crash-test", "worker"), "waggle-crash-test-worker");

  /** A worker for agents of one's own: what an example has but the example. */
  static final BuiltJar WORKER =
      new BuiltJar("worker", Path.of("examples", "research-agent"), "waggle-job-workers");

  private static final List<String> OTHERS =
      List.of("-exec.jar", "-sources.jar", "-javadoc.jar", "-tests.jar");

  /** Set by the script: the folder of the clone. */
  private static final String ROOT = "waggle.root";

  /** Where the script builds: not where {@code mvn verify} does, see the profile quick. */
  private static final Path TARGET = Path.of("target", "quick");

  /**
   * @return the jar
   * @throws CommandFailure if it is not built
   */
  Path find() {
    return findIn(target());
  }

  /**
   * All libraries, where the program is one of them.
   *
   * @return a class path
   * @throws CommandFailure if they are not built
   */
  String libraries() {
    Path folder = target().resolve("lib");
    findIn(folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException unreadable) {
      throw unreadable(folder, unreadable);
    }
  }

  private Path target() {
    return Path.of(System.getProperty(ROOT, "")).resolve(module).resolve(TARGET);
  }

  private Path findIn(Path target) {
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, artifact + "-*.jar")) {
        for (Path jar : jars) {
          if (OTHERS.stream().noneMatch(jar.toString()::endsWith)) {
            return jar;
          }
        }
      } catch (IOException unreadable) {
        throw unreadable(target, unreadable);
      }
    }
    throw new CommandFailure(
        ExitCode.UNAVAILABLE,
        "The %s is not built: there is no %s-….jar in %s; run this with the script ./waggle of the clone."
            .formatted(what, artifact, target.toAbsolutePath()));
  }

  private static CommandFailure unreadable(Path folder, IOException why) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE, "The folder %s cannot be read.".formatted(folder), why);
  }
}
