package io.waggle.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * MCP servers and a client from npm, as {@code src/test/npm/package-lock.json} names them. A
 * machine without Node or npm skips the test and says why; with {@code CI=true} it fails the test.
 */
final class NodePackages {
  private static final Path FOLDER = Path.of("src/test/npm").toAbsolutePath();
  private static final long TIMEOUT_MINUTES = 5;

  private NodePackages() {}

  /**
   * @param exitCode of the process
   * @param output what it wrote, to standard error as well
   */
  record Run(int exitCode, String output) {}

  static void requireNode() {
    if (run(Path.of("."), List.of("node", "--version")).exitCode() != 0) {
      throw missing("Node is not on the PATH; install Node 20.15 or newer with npm.");
    }
  }

  /**
   * @param path of a script, from {@code node_modules}
   * @return the file, installed
   */
  static String script(String path) {
    require(FOLDER);
    return FOLDER.resolve("node_modules").resolve(path).toString();
  }

  /** Installs what a folder's {@code package-lock.json} names. */
  static synchronized void require(Path folder) {
    requireNode();
    Path stamp = folder.resolve("node_modules/.waggle-lock");
    try {
      String wanted = Files.readString(folder.resolve("package-lock.json"));
      if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
        return;
      }
      Run install =
          run(
              folder,
              List.of(
                  "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=5"));
      if (install.exitCode() != 0) {
        throw missing("npm could not install what package-lock.json names: " + install.output());
      }
      Files.writeString(stamp, wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end, and ends what it has started. */
  static Run run(Path folder, List<String> command) {
    try {
      Path out = Files.createTempFile("node", ".out");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      try {
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
          throw new AssertionError(command + " took more than 5 minutes and was stopped.");
        }
        return new Run(process.exitValue(), Files.readString(out));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.delete(out);
      }
    } catch (IOException e) {
      return new Run(127, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + command, e);
    }
  }

  private static RuntimeException missing(String sentence) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(sentence);
    }
    System.err.println("[SKIPPED] " + sentence);
    return new TestAbortedException(sentence);
  }
}
