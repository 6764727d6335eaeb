package io.waggle.embedded.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts processes of the engine, and waits until they serve. */
final class Spawn {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Of the user's own shell, for other JVMs. */
  private static final List<String> FOREIGN =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "CLASSPATH");

  private Spawn() {}

  /** A child that has the other end of its standard input here. */
  static Process owned(List<String> command, EngineLog log) throws IOException {
    return builder(command, log).start();
  }

  /**
   * A process that outlives this JVM, and that neither Ctrl-C at the terminal nor closing the
   * terminal reaches.
   */
  static Process detached(List<String> command, EngineLog log, Path folder) throws IOException {
    // Signals that are ignored stay ignored across exec, which keeps the process id, too.
    List<String> all =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    all.addAll(command);
    return builder(all, log)
        .directory(folder.toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }

  private static ProcessBuilder builder(List<String> command, EngineLog log) {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    builder.environment().keySet().removeAll(FOREIGN);
    return builder;
  }

  /** Where it serves, once it does; throws with the end of the log if it ends or takes too long. */
  static EngineAddresses awaitServing(ProcessIdentity process, EngineLog log, long begin) {
    boolean inTime =
        Waiting.until(PATIENCE, () -> process.find().isEmpty() || printed(log, begin).isPresent());
    return printed(log, begin)
        .orElseThrow(
            () ->
                new EngineProcessException(
                    "The engine %s; %s"
                        .formatted(
                            inTime
                                ? "ended before it served"
                                : "does not serve after " + PATIENCE.toSeconds() + " s",
                            log.quote())));
  }

  private static Optional<EngineAddresses> printed(EngineLog log, long begin) {
    return EngineAddresses.printedIn(log.from(begin));
  }

  static EngineProcessException notStarted(IOException failure) {
    return new EngineProcessException(
        "The engine cannot be started: %s.".formatted(failure.getMessage()), failure);
  }
}
