package io.waggle.journal;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lock file of an H2 database whose process was killed. H2 waits about 4 seconds before it
 * takes such a lock for stale; asking the port that stands in the file tells at once. Should two
 * processes open the database nevertheless, the operating system's lock on the file itself stops
 * the second.
 */
final class StaleH2Lock {
  private static final Pattern FILE_URL = Pattern.compile("jdbc:h2:(?:file:)?([^;]+)(;.*)?");
  private static final int CONNECT_MILLIS = 500;

  private final Path lock;

  private StaleH2Lock(Path lock) {
    this.lock = lock;
  }

  /**
   * @param url of the journal's database
   * @return empty if it is no file that several processes share
   */
  static Optional<StaleH2Lock> of(String url) {
    Matcher file = FILE_URL.matcher(url);
    return file.matches() && url.contains("AUTO_SERVER=TRUE")
        ? Optional.of(new StaleH2Lock(Path.of(file.group(1) + ".lock.db")))
        : Optional.empty();
  }

  /** Deletes the lock file if the process that holds it is gone; one process at a time. */
  void clear() {
    if (!isStale()) {
      return;
    }
    Path guard = lock.resolveSibling(lock.getFileName() + ".guard");
    try (FileChannel channel =
            FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null && isStale()) {
        Files.deleteIfExists(lock);
      }
    } catch (IOException | java.nio.channels.OverlappingFileLockException unwritable) {
      // H2 itself finds out, later, or says why the database cannot be opened
    }
  }

  /** A lock file that names no server is that of a process which is just opening the database. */
  private boolean isStale() {
    Properties holder = new Properties();
    try (Reader content = Files.newBufferedReader(lock)) {
      holder.load(content);
    } catch (IOException | IllegalArgumentException absentOrHalfWritten) {
      return false;
    }
    String server = holder.getProperty("server", "");
    int colon = server.lastIndexOf(':');
    return colon > 0 && !answers(server.substring(0, colon), server.substring(colon + 1));
  }

  private static boolean answers(String host, String port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), CONNECT_MILLIS);
      return true;
    } catch (java.net.ConnectException refused) {
      return false;
    } catch (IOException | IllegalArgumentException unclear) {
      return true;
    }
  }
}
