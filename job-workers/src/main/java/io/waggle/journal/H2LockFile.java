package io.waggle.journal;

import java.io.IOException;
import java.io.Reader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock file of an H2 database that several processes share. The process that has the database
 * open serves the others, and its lock file names the port.
 *
 * <p>H2 takes two to four seconds to find out that such a lock is stale, and as many where two
 * processes open the database at the same moment. Asking the port tells at once, and whoever opens
 * the database does so alone, holding a lock of the operating system on a second file; that one is
 * gone with its process. Should two open the database nevertheless, the operating system's lock on
 * the database itself stops the second.
 */
final class H2LockFile {
  private static final Logger LOG = LoggerFactory.getLogger(H2LockFile.class);

  /** H2's error code: whoever answers is no stranger. */
  static final int WRONG_PASSWORD = 28000;

  /** H2's error code: the operating system's lock on the database is held. */
  private static final int IN_USE = 90020;

  private static final int CONNECT_MILLIS = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

  /** A database of many gigabytes that was not closed takes its time to open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Who ends closes the database a moment after it has stopped to serve it. */
  private static final Duration CLOSING = Duration.ofSeconds(15);

  /** A lock file without a port is that of a program of another make, for a moment. */
  private static final Duration NAMELESS = Duration.ofSeconds(1);

  /** After a crash, a program of another kind may have got the port that the lock file names. */
  private static final Duration STRANGE = Duration.ofSeconds(5);

  private final Path lock;
  private final Path guard;

  /** What the lock file says while this process has the database open. */
  private volatile @Nullable String own;

  /** What the lock file says, where somebody else answers at that port. */
  private volatile @Nullable String stranger;

  /**
   * @param lock the file that H2 makes beside the database
   */
  H2LockFile(Path lock) {
    this.lock = lock.toAbsolutePath();
    this.guard = lock.resolveSibling(lock.getFileName() + ".guard").toAbsolutePath();
  }

  /** The two ways to a connection. */
  interface Opening {
    /** Opens the database, or uses it where this process has it open. */
    Connection here() throws SQLException;

    /**
     * @param server the process that has the database open: host, port and key
     */
    Connection at(String server) throws SQLException;
  }

  /**
   * Lets somebody connect to the database: at once if a process serves it, and else as the only
   * one, with a stale lock file out of the way.
   *
   * <p>Who connects to the process that serves goes there and nowhere else. H2 on its own would
   * open the file should that process just be ending, and then again in the middle of a statement;
   * where several do so at the same moment, it takes them four seconds.
   */
  Connection connect(Opening opening) throws SQLException {
    Instant deadline = Instant.now().plus(STRANGE);
    for (Optional<String> server = server(); server.isPresent(); server = server()) {
      try {
        return join(server.get(), opening);
      } catch (SQLException refused) {
        if (server.get().equals(own)
            || refused.getErrorCode() == WRONG_PASSWORD
            || Thread.currentThread().isInterrupted()) {
          throw refused;
        }
        if (Instant.now().isAfter(deadline)) {
          stranger = server.get();
        }
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
    return alone(opening);
  }

  private Connection alone(Opening opening) throws SQLException {
    FileChannel alone = null;
    try {
      Files.createDirectories(guard.getParent());
      alone = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return inTurn(alone, opening);
    } catch (IOException unwritable) {
      return opening.here(); // H2 itself finds out, later, or says why it cannot be opened
    } finally {
      close(alone);
    }
  }

  private Connection inTurn(FileChannel alone, Opening opening) throws IOException, SQLException {
    if (awaitTurn(alone)) {
      clear();
    }
    Optional<String> server = server();
    if (server.isPresent()) {
      return join(server.get(), opening);
    }
    stranger = null; // should it have been none, H2 finds the file in use and does not open it
    try {
      Connection connection = onceClosed(opening);
      H2Exit.keepOpen(connection);
      isOpenHere();
      return connection;
    } catch (SQLException refused) {
      if (refused.getErrorCode() == WRONG_PASSWORD) {
        isOpenHere();
      }
      throw refused;
    }
  }

  /** The pool would wait longer each time, up to a second in all. */
  private static Connection onceClosed(Opening opening) throws SQLException {
    Instant deadline = Instant.now().plus(CLOSING);
    while (true) {
      try {
        return opening.here();
      } catch (SQLException refused) {
        if (refused.getErrorCode() != IN_USE
            || Instant.now().isAfter(deadline)
            || Thread.currentThread().isInterrupted()) {
          throw refused;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  /** Whether this process has the database open, and serves it. */
  boolean isOwn() {
    return server().filter(server -> server.equals(own)).isPresent();
  }

  private void isOpenHere() {
    keepAsPrivateAsDatabase();
    own = server().orElse(null);
  }

  /** The lock file has the key by which others connect to this process. */
  private void keepAsPrivateAsDatabase() {
    String name = lock.getFileName().toString();
    Path database = lock.resolveSibling(name.replace(".lock.db", ".mv.db"));
    try {
      var permissions = Files.getPosixFilePermissions(database);
      Files.setPosixFilePermissions(lock, permissions);
      Files.setPosixFilePermissions(guard, permissions);
    } catch (IOException | UnsupportedOperationException withoutPermissions) {
      LOG.debug("The lock file has the permissions that it was made with", withoutPermissions);
    }
  }

  private Connection join(String server, Opening opening) throws SQLException {
    return server.equals(own) ? opening.here() : opening.at(server);
  }

  /** Returns false if that is not needed any more, because somebody else has opened it. */
  private boolean awaitTurn(FileChannel alone) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isHeld(alone)) {
      if (server().isPresent() || Instant.now().isAfter(deadline)) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }

  private static boolean isHeld(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException anotherThread) {
      return false;
    }
  }

  private void clear() throws IOException {
    Instant deadline = Instant.now().plus(NAMELESS);
    while (Files.exists(lock) && address(content()).isEmpty() && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    if (server().isEmpty()) {
      Files.deleteIfExists(lock);
    }
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException gone) {
      // the lock goes with it
    }
  }

  /** The process that serves the database, if there is one. */
  private Optional<String> server() {
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
