package io.waggle.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * Which processes were started and not stopped yet, on file: any JVM, today or tomorrow, finds them
 * again. Every change is written at once.
 */
final class Roster {
  /** Entry of the process that ends the platform with its owner. */
  static final String OWNER_WATCH = "owner-watch";

  private static final String OFFSET = "port-offset";
  private static final String PID = ".pid";
  private static final String STARTED = ".started";

  private final Path file;

  Roster(Path file) {
    this.file = file;
  }

  /** The offset of the platform that runs; empty if none does. */
  OptionalInt portOffset() {
    var offset = read().getProperty(OFFSET);
    return offset == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(offset));
  }

  void portOffset(int offset) {
    var content = read();
    content.setProperty(OFFSET, String.valueOf(offset));
    write(content);
  }

  /** The process under this name, dead or alive. */
  Optional<RecordedProcess> process(String name) {
    var content = read();
    var pid = content.getProperty(name + PID);
    var started = content.getProperty(name + STARTED);
    if (pid == null || started == null) {
      return Optional.empty();
    }
    return Optional.of(new RecordedProcess(Long.parseLong(pid), Instant.parse(started)));
  }

  Optional<RecordedProcess> process(Component component) {
    return process(component.name());
  }

  boolean alive(Component component) {
    return process(component).filter(RecordedProcess::alive).isPresent();
  }

  boolean anyAlive() {
    return Component.ofAnyPlatform().stream().anyMatch(this::alive);
  }

  void put(String name, RecordedProcess process) {
    var content = read();
    content.setProperty(name + PID, String.valueOf(process.pid()));
    content.setProperty(name + STARTED, process.started().toString());
    write(content);
  }

  void remove(String name) {
    var content = read();
    content.remove(name + PID);
    content.remove(name + STARTED);
    write(content);
  }

  /** Forgets everything. */
  void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties read() {
    try {
      return Files.exists(file) ? PropertiesFile.read(file) : new Properties();
    } catch (IOException e) {
      throw new PlatformException("The file %s cannot be read: %s.".formatted(file, e), e);
    }
  }

  private void write(Properties content) {
    try {
      PropertiesFile.write(file, content);
    } catch (IOException e) {
      throw new PlatformException("The file %s cannot be written: %s.".formatted(file, e), e);
    }
  }
}
