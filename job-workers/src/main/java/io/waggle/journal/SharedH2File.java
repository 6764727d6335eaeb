package io.waggle.journal;

import java.io.IOException;
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
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Opens an H2 database that several processes share, or connects to the process that has it open.
 *
 * <p>H2 takes two to four seconds where two processes open it at the same moment. Here, whoever
 * opens it does so alone, holding a lock of the operating system on a second file; that one is gone
 * with its process. Should two open it nevertheless, the operating system's lock on the database
 * itself stops the second.
 */
final class SharedH2File {
  /** H2's error code: whoever answers is no stranger. */
  static final int WRONG_PASSWORD = 28000;

  /** H2's error code: somebody has the database open. */
  private static final int IN_USE = 90020;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

  /** A database of many gigabytes that was not closed takes its time to open. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Who ends closes the database a moment after it has stopped to serve it. */
  private static final Duration CLOSING = Duration.ofSeconds(15);

  /** After a crash, a program of another kind may have got the port that the lock file names. */
  private static final Duration STRANGE = Duration.ofSeconds(5);

  private final H2LockFile lock;

  /** While this process has the database open. */
  private volatile @Nullable Own own;

  /** Because of the database, or of the disk. */
  private volatile boolean cannotBeOpened;

  /**
   * @param lock the file that H2 makes beside the database
   */
  SharedH2File(Path lock) {
    this.lock = new H2LockFile(lock);
  }

  /** The ways to a connection. */
  interface Opening {
    /** Opens the database, or uses it where this process has it open. */
    Connection here() throws SQLException;

    /**
     * @param server the process that has the database open: host, port and key
     */
    Connection at(String server) throws SQLException;

    /** Opens the database for nobody else. */
    Connection alone() throws SQLException;
  }

  /**
   * @param server what the lock file says; empty if nobody can reach it there
   * @param database unknown until somebody has connected to it
   */
  private record Own(String server, @Nullable OpenH2Database database) {
    boolean isBroken() {
      return database != null && database.isBroken();
    }
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
    Own current = own;
    if (current != null && current.isBroken()) {
      giveUp(current);
    }
    Instant deadline = Instant.now().plus(STRANGE);
    for (Optional<String> server = lock.server(); server.isPresent(); server = lock.server()) {
      try {
        return join(server.get(), opening);
      } catch (SQLException refused) {
        if (isOwn(server.get())) {
          giveUpIfLost(refused);
        }
        if (!mayPass(refused, server.get())) {
          throw refused;
        }
        if (Instant.now().isAfter(deadline)) {
          lock.isStranger(server.get());
        }
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
    return alone(opening);
  }

  /** Whether this process has the database open, and serves it. */
  boolean isOpenHere() {
    return lock.server().filter(this::isOwn).isPresent();
  }

  private boolean isOwn(String server) {
    Own current = own;
    return current != null && current.server().equals(server);
  }

  private Connection join(String server, Opening opening) throws SQLException {
    return isOwn(server) ? here(opening) : opening.at(server);
  }

  private boolean mayPass(SQLException refused, String server) {
    return refused.getErrorCode() != WRONG_PASSWORD
        && !isOwn(server)
        && !Thread.currentThread().isInterrupted();
  }

  /** H2 has lost it where it would open it once more and finds that this process has it open. */
  private void giveUpIfLost(SQLException refused) {
    Own current = own;
    if (current != null && current.database() != null && refused.getErrorCode() == IN_USE) {
      giveUp(current);
    }
  }

  private Connection here(Opening opening) throws SQLException {
    Connection connection = opening.here();
    OpenH2Database database = OpenH2Database.of(connection);
    if (database != null && !isKnown(database)) {
      nowOpen(database);
    }
    return connection;
  }

  private boolean isKnown(OpenH2Database database) {
    Own current = own;
    return current != null && database.equals(current.database());
  }

  /**
   * A server whose database has just been closed opens it once more for whoever is about to
   * connect, and that one serves nobody.
   */
  private synchronized void nowOpen(OpenH2Database database) throws SQLException {
    if (database.isBroken() || !lock.exists()) {
      database.abandon();
      throw new SQLException("The database has been closed meanwhile.", null, IN_USE);
    }
    database.keepOpen();
    lock.keepAsPrivateAsDatabase();
    Own former = own;
    own = new Own(lock.server().orElse(""), database);
    if (former != null) {
      abandon(former);
    }
  }

  private synchronized void giveUp(Own lost) {
    abandon(lost);
    cannotBeOpened = true; // what closed it may still be so
    if (lost.equals(own)) {
      own = null;
    }
  }

  private static void abandon(Own lost) {
    if (lost.database() != null) {
      lost.database().abandon();
    }
  }

  private Connection alone(Opening opening) throws SQLException {
    FileChannel alone = null;
    try {
      Files.createDirectories(lock.guard().getParent());
      alone = FileChannel.open(lock.guard(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return inTurn(alone, opening);
    } catch (IOException unwritable) {
      return here(opening); // H2 itself finds out, later, or says why it cannot be opened
    } finally {
      close(alone);
    }
  }

  private Connection inTurn(FileChannel alone, Opening opening) throws IOException, SQLException {
    boolean isOurs = awaitTurn(alone);
    if (isOurs) {
      lock.clear();
    }
    Optional<String> server = lock.server();
    if (server.isPresent()) {
      return join(server.get(), opening);
    }
    lock.isNoStranger(); // should it have been none, H2 finds the file in use and does not open it
    if (isOurs && cannotBeOpened) {
      tryToOpen(opening);
    }
    try {
      return onceClosed(opening);
    } catch (SQLException refused) {
      if (refused.getErrorCode() == WRONG_PASSWORD) {
        lock.keepAsPrivateAsDatabase();
        own = lock.server().map(open -> new Own(open, null)).orElse(null);
      }
      cannotBeOpened = !Set.of(WRONG_PASSWORD, IN_USE).contains(refused.getErrorCode());
      throw refused;
    }
  }

  /** H2 leaves the server running of a database that it cannot open, each time. */
  private void tryToOpen(Opening opening) throws SQLException {
    try (Connection alone = opening.alone()) {
      OpenH2Database database = OpenH2Database.of(alone);
      if (database != null) {
        database.abandon();
      }
      cannotBeOpened = false;
    }
  }

  /** The pool would wait longer each time, up to a second in all. */
  private Connection onceClosed(Opening opening) throws SQLException {
    Instant deadline = Instant.now().plus(CLOSING);
    while (true) {
      try {
        return here(opening);
      } catch (SQLException refused) {
        giveUpIfLost(refused);
        if (refused.getErrorCode() != IN_USE
            || Instant.now().isAfter(deadline)
            || Thread.currentThread().isInterrupted()) {
          throw refused;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  /** Returns false if that is not needed any more, because somebody else has opened it. */
  private boolean awaitTurn(FileChannel alone) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isHeld(alone)) {
      if (lock.server().isPresent() || Instant.now().isAfter(deadline)) {
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

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException gone) {
      // the lock goes with it
    }
  }
}
