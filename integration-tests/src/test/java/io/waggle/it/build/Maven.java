package io.waggle.it.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Maven as a process, the one that runs this build, with a local repository of a test's own. */
record Maven(LocalRepository repository) {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** What a build printed, and whether it went well. */
  record Build(boolean successful, String output) {}

  /** Runs to its end; one that takes longer than five minutes is an error. */
  Build run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(Objects.requireNonNull(System.getProperty("waggle.it.maven"))).toString());
    command.addAll(List.of("--batch-mode", "--no-transfer-progress"));
    command.add("-Dmaven.repo.local=" + repository.folder());
    command.addAll(List.of(arguments));
    return finished(start(command, folder), folder);
  }

  private static Process start(List<String> command, Path folder) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("build.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  private static Build finished(Process process, Path folder)
      throws IOException, InterruptedException {
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String output = Files.readString(folder.resolve("build.log"), UTF_8);
    if (!ended) {
      throw new AssertionError("Maven did not end within " + PATIENCE + ":\n" + output);
    }
    return new Build(process.exitValue() == 0, output);
  }
}
