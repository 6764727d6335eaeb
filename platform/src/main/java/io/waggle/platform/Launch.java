package io.waggle.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How one process is started.
 *
 * @param command program and arguments
 * @param environment what is added to the environment
 */
record Launch(List<String> command, Map<String, String> environment) {
  /**
   * Settings of the user's own shell that our processes would read, and that would change them:
   * those of Zeebe, the web apps, Spring, and the start scripts.
   */
  private static final List<String> FOREIGN =
      List.of("ZEEBE_", "CAMUNDA_", "SPRING_", "SERVER_", "MANAGEMENT_", "LOGGING_", "ATOMIX_");

  private static final List<String> FOREIGN_JAVA =
      List.of(
          "JAVA_OPTS",
          "JDK_JAVA_OPTIONS",
          "JAVA_TOOL_OPTIONS",
          "JAVACMD",
          "CLASSPATH",
          "CLASSPATH_PREFIX",
          "REPO");

  /**
   * Options for the Java launcher, as the value of JDK_JAVA_OPTIONS. Unlike the scripts' JAVA_OPTS
   * it can hold paths with spaces.
   */
  static String javaOptions(int heapMegabytes, Path temporary, List<String> more) {
    var options =
        Stream.concat(
            Stream.of(
                "-Xmx" + heapMegabytes + "m",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary),
            more.stream());
    return String.join(" ", options.map(option -> '"' + option + '"').toList());
  }

  /**
   * Starts the process. It outlives this JVM, and neither Ctrl-C at the terminal nor closing the
   * terminal reaches it; only SIGTERM and SIGKILL end it.
   */
  Process start(Path folder, LogFile log) throws IOException {
    Files.createDirectories(folder);
    log.begin();
    // Signals that are ignored stay ignored across exec, which keeps the process id, too.
    var detached = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    detached.addAll(command);
    var builder =
        new ProcessBuilder(detached)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    builder.environment().keySet().removeIf(Launch::foreign);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Where the processor has too much to do, the others go first. */
  Launch yielding() {
    var lowered = new ArrayList<>(List.of("nice", "-n", "5"));
    lowered.addAll(command);
    return new Launch(List.copyOf(lowered), environment);
  }

  Launch with(Map<String, String> more) {
    var all = new HashMap<>(environment);
    all.putAll(more);
    return new Launch(command, Map.copyOf(all));
  }

  private static boolean foreign(String variable) {
    var name = variable.toUpperCase(Locale.ROOT);
    return FOREIGN_JAVA.contains(name) || FOREIGN.stream().anyMatch(name::startsWith);
  }
}
