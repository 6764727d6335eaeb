package io.waggle.mcp;

import io.waggle.bpmn.Cut;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of an MCP server that is spoken to over its standard input and output. It has no
 * environment but what it was given; what it says on its standard error goes to the log.
 */
final class ChildProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

  /** What a server needs to find its programs and its settings. */
  private static final List<String> HANDED_ON = List.of("PATH", "HOME");

  /** How long each step of the end may take: input closed, SIGTERM, SIGKILL. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Its output ends a moment earlier. */
  private static final Duration END_SEEN = Duration.ofSeconds(10);

  /** Of one process; a server that chatters would fill the disk. */
  private static final int MOST_LOGGED_LINES = 1_000;

  private static final int LONGEST_LOGGED_LINE = 2_000;

  private final String name;
  private final Process process;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * @param name of the server
   * @throws IOException if there is no such program, or it cannot be started
   */
  static ChildProcess start(String name, McpServerProperties settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(String.valueOf(settings.command()));
    command.addAll(settings.args());
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(HANDED_ON);
    for (String variable : settings.env()) {
      int at = variable.indexOf('=');
      environment.put(variable.substring(0, at), variable.substring(at + 1));
    }
    if (settings.directory() != null) {
      builder.directory(settings.directory().toFile());
    }
    ChildProcess child = new ChildProcess(name, started(builder, settings));
    Thread.ofPlatform().daemon().name("mcp-" + name + "-errors").start(child::logErrors);
    return child;
  }

  private static Process started(ProcessBuilder builder, McpServerProperties settings)
      throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(
          "the command '%s' cannot be started; is it on the PATH?".formatted(settings.command()),
          e);
    }
  }

  private void logErrors() {
    try {
      var lines = new BoundedLines(process.getErrorStream(), LONGEST_LOGGED_LINE);
      int count = 0;
      for (Optional<BoundedLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        count++;
        if (count <= MOST_LOGGED_LINES) {
          LOG.info("MCP server '{}' says: {}", name, text(line.get()));
        } else if (count == MOST_LOGGED_LINES + 1) {
          LOG.info("MCP server '{}' says more than is logged of one process.", name);
        }
      }
    } catch (IOException ended) {
      LOG.debug("MCP server '{}' says no more.", name, ended);
    }
  }

  /** Others write the log's lines, not the server. */
  private static String text(BoundedLines.Line line) {
    String text =
        switch (line) {
          case BoundedLines.Whole whole -> whole.text();
          case BoundedLines.TooLong tooLong -> tooLong.beginning() + "…";
        };
    return Cut.sound(text).replaceAll("\\p{Cntrl}", " ");
  }

  InputStream output() {
    return process.getInputStream();
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * @return how it ended, as a clause
   */
  String ending() {
    try {
      return process.waitFor(END_SEEN.toMillis(), TimeUnit.MILLISECONDS)
          ? "its process has ended with exit code " + process.exitValue()
          : "its process has closed its output";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "its process has closed its output";
    }
  }

  /** Ends it, and what it has started: as the protocol says, by closing its input first. */
  void end() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    // a write that hangs holds the stream: then it is closed by the end of the process
    Thread.ofPlatform().daemon().name("mcp-" + name + "-close").start(this::closeInput);
    if (!ended(all)) {
      all.forEach(ProcessHandle::destroy);
      if (!ended(all)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyClosed) {
      LOG.debug("The input of MCP server '{}' is closed.", name, alreadyClosed);
    }
  }

  private static boolean ended(List<ProcessHandle> all) {
    long deadline = System.nanoTime() + GRACE.toNanos();
    boolean interrupted = false;
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return all.stream().noneMatch(ProcessHandle::isAlive);
  }
}
