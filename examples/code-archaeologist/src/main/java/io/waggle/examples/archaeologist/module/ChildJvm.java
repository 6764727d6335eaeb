package io.waggle.examples.archaeologist.module;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code javac} and {@code java} of the JDK that this program runs on, as child processes with
 * a time limit, little memory and an empty environment: what they compile and run was written by a
 * model and must not see this process's keys. This is no sandbox; the child can do what its user
 * can.
 *
 * @param timeout after which a child is killed
 */
public record ChildJvm(Duration timeout) {
  private static final int MAX_OUTPUT = 1024 * 1024;
  private static final Set<String> KEPT = Set.of("PATH", "SystemRoot", "TMPDIR", "TEMP");

  /**
   * The outcome of a child process.
   *
   * @param err standard error, up to 1 MB; says so where the child was killed
   */
  public record Ended(int exitCode, String err) {
    /** Whether it ended by itself and reported success. */
    public boolean ok() {
      return exitCode == 0;
    }
  }

  /** Exit code of a child that was killed because it took too long. */
  static final int KILLED = 124;

  Ended javac(List<String> arguments, Path folder) throws IOException {
    List<String> options =
        List.of(
            "-J-Xmx256m",
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "-J-Duser.language=en",
            "-encoding",
            "UTF-8");
    return run(command("javac", options, arguments), folder, null);
  }

  /**
   * Runs a program. Locale, time zone and encoding are fixed, so that two runs can be compared.
   *
   * @param out takes its standard output
   */
  Ended java(List<String> arguments, Path folder, Path out) throws IOException {
    List<String> options =
        List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.language=en",
            "-Duser.country=US",
            "-Duser.timezone=UTC",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8");
    return run(command("java", options, arguments), folder, out);
  }

  private Ended run(List<String> command, Path folder, @Nullable Path out) throws IOException {
    Path err = Files.createTempFile("child-jvm", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out == null ? Redirect.DISCARD : Redirect.to(out.toFile()))
              .redirectError(err.toFile());
      builder.environment().keySet().retainAll(KEPT);
      return ended(builder, err);
    } finally {
      Files.delete(err);
    }
  }

  private Ended ended(ProcessBuilder builder, Path err) throws IOException {
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Ended(process.exitValue(), text(err));
      }
      String killed = "killed: it took longer than %d s\n".formatted(timeout.toSeconds());
      return new Ended(KILLED, text(err) + killed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + builder.command().getFirst() + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> command(
      String program, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(executable(program));
    command.addAll(options);
    command.addAll(arguments);
    return command;
  }

  private static String executable(String program) {
    Path folder = Path.of(System.getProperty("java.home"), "bin");
    for (String name : List.of(program, program + ".exe")) {
      if (Files.isExecutable(folder.resolve(name))) {
        return folder.resolve(name).toString();
      }
    }
    throw new IllegalStateException(
        "There is no %s in %s: run this example on a JDK, not on a JRE."
            .formatted(program, folder));
  }

  private static String text(Path file) throws IOException {
    return new String(head(file), StandardCharsets.UTF_8);
  }

  /** The beginning of a file, up to 1 MB. */
  static byte[] head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_OUTPUT);
    }
  }
}
