package io.waggle.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out results
 * @param err progress, warnings, errors
 * @param terminal whether {@code out} is a terminal that can be drawn on
 * @param colour whether {@code out} may be coloured
 * @param interactive whether a person sits there who can be asked
 * @param environment the environment variables
 */
record Console(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    boolean colour,
    boolean interactive,
    Map<String, String> environment) {
  /**
   * Set by the script, which can ask the shell: Java tells about terminals differently by version.
   */
  private static final String TERMINAL = "waggle.terminal";

  /** The same of the standard input. */
  private static final String INPUT_TERMINAL = "waggle.input-terminal";

  static Console system() {
    Map<String, String> environment = System.getenv();
    boolean terminal =
        Boolean.getBoolean(TERMINAL) && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    return new Console(
        new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
        writer(new FileOutputStream(FileDescriptor.out)),
        writer(new FileOutputStream(FileDescriptor.err)),
        terminal,
        terminal && environment.getOrDefault("NO_COLOR", "").isEmpty(),
        terminal && Boolean.getBoolean(INPUT_TERMINAL),
        environment);
  }

  private static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
