package io.waggle.crashtest;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a worker process is started.
 *
 * @param command program and arguments, to which the settings are added
 */
public record WorkerLaunch(List<String> command) {
  /** The main class of the worker's module. */
  private static final String MAIN = "io.waggle.crashtest.worker.CrashTestWorker";

  /** Where Maven leaves the classes of tests; workers need none of them. */
  private static final String TEST_CLASSES = "test-classes";

  public WorkerLaunch {
    command = List.copyOf(command);
  }

  /**
   * @param jar the executable jar of the worker's module
   */
  public static WorkerLaunch ofJar(Path jar) {
    return java(Stream.of("-jar", jar.toString()));
  }

  /**
   * @param classPath with the worker's module on it; a test's own, for example
   * @param archive where the first worker that ends in peace leaves its classes as the JVM wants
   *     them, for all later ones to be ready earlier (<a href="https://openjdk.org/jeps/350">JEP
   *     350</a>); has no effect unless everything on the class path is a jar, the tests' own
   *     classes apart
   */
  public static WorkerLaunch ofClassPath(String classPath, Path archive) {
    String jars =
        Stream.of(classPath.split(File.pathSeparator))
            .filter(entry -> !entry.endsWith(TEST_CLASSES))
            .collect(Collectors.joining(File.pathSeparator));
    return java(
        Stream.of(
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + archive.toAbsolutePath(),
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off",
            "-cp",
            jars,
            MAIN));
  }

  /** Short-lived processes are ready earlier without the second compiler. */
  private static WorkerLaunch java(Stream<String> what) {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC");
    return new WorkerLaunch(Stream.concat(java, what).toList());
  }
}
