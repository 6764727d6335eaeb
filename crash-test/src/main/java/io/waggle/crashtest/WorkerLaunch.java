package io.waggle.crashtest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a worker process is started.
 *
 * @param command program and arguments, to which the settings are added
 */
public record WorkerLaunch(List<String> command) {
  /** The main class of the worker's module. */
  private static final String MAIN = "io.waggle.crashtest.worker.CrashTestWorker";

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
   */
  public static WorkerLaunch ofClassPath(String classPath) {
    return java(Stream.of("-cp", classPath, MAIN));
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
