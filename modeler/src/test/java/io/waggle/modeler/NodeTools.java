package io.waggle.modeler;

import static io.waggle.modeler.Repository.MODULE;
import static io.waggle.modeler.Repository.TARGET;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Runs the tools of this module in Node. A machine without Node, npm's packages or Chromium skips
 * the test and says why; with {@code CI=true} in the environment it fails the test.
 */
final class NodeTools {
  private static final int EXIT_CODE_MISSING = 3;
  private static final long TIMEOUT_MINUTES = 5;
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*");

  private NodeTools() {}

  /**
   * @param exitCode 0 if there was nothing to find
   * @param findings one a line
   * @param errors what went to standard error; of interest where a tool broke
   */
  record Run(int exitCode, List<String> findings, String errors) {}

  /**
   * @param script file name in {@code tools/}
   * @param arguments as on a command line
   */
  static Run run(String script, Object... arguments) {
    requireNode();
    requirePackages();
    Run run =
        start(
            Stream.concat(Stream.of("node", "tools/" + script), Stream.of(arguments))
                .map(Object::toString)
                .toList());
    if (run.exitCode() == EXIT_CODE_MISSING) {
      throw missing(String.join(" ", run.findings()));
    }
    return run;
  }

  private static void requireNode() {
    String version = String.join("", startOrMiss("node", "--version").findings());
    var numbers = VERSION.matcher(version);
    if (!numbers.matches()
        || Integer.parseInt(numbers.group(1)) * 100 + Integer.parseInt(numbers.group(2)) < 2015) {
      throw missing("Node is %s; install 20.15 or newer.".formatted(version));
    }
  }

  /** Installs what package-lock.json names, unless that was done before. */
  private static synchronized void requirePackages() {
    Path stamp = MODULE.resolve("node_modules/.waggle-lock");
    String wanted = Repository.sha256(MODULE.resolve("package-lock.json"));
    try {
      if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
        return;
      }
      Run install =
          startOrMiss(
              "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=5");
      if (install.exitCode() != 0) {
        throw missing("npm could not install what package-lock.json names: " + install.errors());
      }
      Files.writeString(stamp, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Run startOrMiss(String... command) {
    try {
      return start(List.of(command));
    } catch (UncheckedIOException e) {
      throw missing(command[0] + " is not on the PATH; install Node 20.15 or newer with npm.");
    }
  }

  private static Run start(List<String> command) {
    try {
      Files.createDirectories(TARGET);
      Path out = Files.createTempFile(TARGET, "tool", ".out");
      Path errors = Files.createTempFile(TARGET, "tool", ".err");
      Process process =
          new ProcessBuilder(command)
              .directory(MODULE.toFile())
              .redirectOutput(out.toFile())
              .redirectError(errors.toFile())
              .start();
      try {
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
          throw new AssertionError(command + " took more than 5 minutes and was stopped.");
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Run(process.exitValue(), Files.readAllLines(out), Files.readString(errors));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + command, e);
    }
  }

  static RuntimeException missing(String sentence) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(sentence);
    }
    System.err.println("[SKIPPED] " + sentence);
    return new TestAbortedException(sentence);
  }
}
