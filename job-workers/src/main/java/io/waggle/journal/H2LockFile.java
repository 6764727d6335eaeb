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
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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
  private static final int CONNECT_MILLIS = 500;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /** A database of many gigabytes that was not closed takes its time to open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A lock file without a port is that of a program of another make, for a moment. */
  private static final Duration NAMELESS = Duration.ofSeconds(1);

  private final Path lock;
  private final Path guard;

  /**
   * @param lock the file that H2 makes beside the database
   */
  H2LockFile(Path lock) {
    this.lock = lock.toAbsolutePath();
    this.guard = lock.resolveSibling(lock.getFileName() + ".guard").toAbsolutePath();
  }

  /** Opens a connection. */
  interface Opening {
    Connection open() throws SQLException;
  }

  /**
   * Lets somebody connect to the database: at once if a process serves it, and else as the only
   * one, with a stale lock file out of the way.
   */
  Connection connect(Opening opening) throws SQLException {
    if (isServed()) {
      return opening.open();
    }
    FileChannel alone = null;
    try {
      Files.createDirectories(guard.getParent());
      alone = FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (awaitTurn(alone)) {
        clear();
      }
      return opening.open();
    } catch (IOException unwritable) {
      return opening.open(); // H2 itself finds out, later, or says why it cannot be opened
    } finally {
      close(alone);
    }
  }

  /** Returns false if that is not needed any more, because somebody else has opened it. */
  private boolean awaitTurn(FileChannel alone) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isHeld(alone)) {
      if (isServed() || Instant.now().isAfter(deadline)) {
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
    while (Files.exists(lock) && server().isEmpty() && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    if (!isServed()) {
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

  private boolean isServed() {
    String server = server();
    int colon = server.lastIndexOf(':');
    return colon > 0 && answers(server.substring(0, colon), server.substring(colon + 1));
  }

  /** Host and port; empty if there is none. */
  private String server() {
    Properties holder = new Properties();
    try (Reader content = Files.newBufferedReader(lock)) {
      holder.load(content);
    } catch (IOException | IllegalArgumentException absentOrHalfWritten) {
      return "";
    }
    return holder.getProperty("server", "");
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
