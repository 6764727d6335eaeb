package io.waggle.crashtest;

import io.waggle.embedded.process.JvmOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a worker process is started.
 *
 * @param command program and arguments, to which the settings are added
 */
public record WorkerLaunch(List<String> command) {

  public WorkerLaunch {
    command = List.copyOf(command);
  }

  /**
   * @param jar of the worker's module, with its {@code lib} folder beside it
   * @param archive where the first worker that ends in good order leaves its classes as the JVM
   *     wants them, for all later ones to be ready earlier; its folder must exist
   * @return a launch with the Java that runs this JVM
   */
  public static WorkerLaunch ofJar(Path jar, Path archive) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(JvmOptions.forThisJava());
    command.addAll(JvmOptions.sharedArchive(archive));
    command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    return new WorkerLaunch(command);
  }
}
