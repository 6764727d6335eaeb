package io.waggle.embedded.process;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which process the local engine is, written down for other commands.
 *
 * @param path of the file; there is none while no engine is meant to run
 */
record PidFile(Path path) {
  /**
   * What the file says.
   *
   * @param process the engine's
   * @param addresses null: it has not served yet
   */
  record Entry(ProcessIdentity process, @Nullable EngineAddresses addresses) {}

  /** Empty if there is no file, or one that nobody of us has written. */
  Optional<Entry> read() {
    try {
      var text = new Properties();
      text.load(new StringReader(Files.readString(path)));
      var process =
          new ProcessIdentity(
              Long.parseLong(text.getProperty("pid", "")),
              Instant.parse(text.getProperty("started", "")));
      String grpc = text.getProperty("grpcAddress");
      String rest = text.getProperty("restAddress");
      return Optional.of(
          new Entry(
              process,
              grpc == null || rest == null
                  ? null
                  : new EngineAddresses(URI.create(grpc), URI.create(rest))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new EngineProcessException(
          "The file %s cannot be read: %s.".formatted(path, unreadable), unreadable);
    } catch (RuntimeException notOurs) {
      return Optional.empty();
    }
  }

  void write(Entry entry) throws IOException {
    var text = new StringBuilder();
    text.append("pid=%d%n".formatted(entry.process().pid()));
    text.append("started=%s%n".formatted(entry.process().started()));
    EngineAddresses addresses = entry.addresses();
    if (addresses != null) {
      text.append("grpcAddress=%s%n".formatted(addresses.grpc()));
      text.append("restAddress=%s%n".formatted(addresses.rest()));
    }
    // Readers see the old or the new one, never a half.
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new EngineProcessException(
          "The file %s cannot be deleted: %s.".formatted(path, failure), failure);
    }
  }
}
