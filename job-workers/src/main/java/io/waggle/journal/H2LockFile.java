package io.waggle.journal;

import java.io.IOException;
import java.io.Reader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock file of an H2 database that several processes share: it names the port of the process
 * that has the database open and serves the others. H2 takes two to four seconds to find out that
 * it is stale; asking the port tells at once.
 */
final class H2LockFile {
  private static final Logger LOG = LoggerFactory.getLogger(H2LockFile.class);

  private static final int CONNECT_MILLIS = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /** A lock file without a port is that of a program of another make, for a moment. */
  private static final Duration NAMELESS = Duration.ofSeconds(1);

  private final Path lock;

  /** What the lock file says, where somebody else answers at that port. */
  private volatile @Nullable String stranger;

  /**
   * @param lock the file that H2 makes beside the database
   */
  H2LockFile(Path lock) {
    this.lock = lock.toAbsolutePath();
  }

  /** The file that whoever opens the database holds a lock of the operating system on. */
  Path guard() {
    return lock.resolveSibling(lock.getFileName() + ".guard");
  }

  boolean exists() {
    return Files.exists(lock);
  }

  /** The process that serves the database, if there is one: host, port and key. */
  Optional<String> server() {
    Properties content = content();
    String address = address(content);
    int colon = address.lastIndexOf(':');
    String server = address + "/" + content.getProperty("id");
    return colon > 0
            && !server.equals(stranger)
            && answers(address.substring(0, colon), address.substring(colon + 1))
        ? Optional.of(server)
        : Optional.empty();
  }

  /** From now on, whoever answers there does not serve the database. */
  void isStranger(String server) {
    stranger = server;
  }

  /** Takes back what was said of a stranger. */
  void isNoStranger() {
    stranger = null;
  }

  /** Puts a stale one out of the way. */
  void clear() throws IOException {
    Instant deadline = Instant.now().plus(NAMELESS);
    while (Files.exists(lock) && address(content()).isEmpty() && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    if (server().isEmpty()) {
      Files.deleteIfExists(lock);
    }
  }

  /** It has the key by which others connect to this process. */
  void keepAsPrivateAsDatabase() {
    String name = lock.getFileName().toString();
    Path database = lock.resolveSibling(name.replace(".lock.db", ".mv.db"));
    try {
      var permissions = Files.getPosixFilePermissions(database);
      Files.setPosixFilePermissions(lock, permissions);
      Files.setPosixFilePermissions(guard(), permissions);
    } catch (IOException | UnsupportedOperationException withoutPermissions) {
      LOG.debug("The lock file has the permissions that it was made with", withoutPermissions);
    }
  }

  private static String address(Properties content) {
    return content.getProperty("server", "");
  }

  private Properties content() {
    Properties content = new Properties();
    try (Reader reader = Files.newBufferedReader(lock)) {
      content.load(reader);
    } catch (IOException | IllegalArgumentException absentOrHalfWritten) {
      content.clear();
    }
    return content;
  }

  private static boolean answers(String host, String port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), CONNECT_MILLIS);
      return true;
    } catch (ConnectException refused) {
      return false;
    } catch (IOException | IllegalArgumentException unclear) {
      return true;
    }
  }
}
