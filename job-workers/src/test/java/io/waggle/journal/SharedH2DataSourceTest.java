package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedH2DataSourceTest {
  /** H2 alone takes two seconds at the least to find out that a lock is stale. */
  private static final Duration AT_ONCE = Duration.ofMillis(1_900);

  @TempDir private Path folder;
  private HikariDataSource pool;

  @BeforeEach
  void prepare() throws Exception {
    Files.createDirectories(lock().getParent());
    pool = pool("jdbc:h2:file:" + folder.resolve("with space/journal") + ";AUTO_SERVER=TRUE");
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    SharedH2DataSource.serve(pool);
    return pool;
  }

  private Path lock() {
    return folder.resolve("with space/journal.lock.db");
  }

  private Duration timeToConnect() throws Exception {
    Instant begun = Instant.now();
    try (Connection connection = pool.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    }
    return Duration.between(begun, Instant.now());
  }

  @Test
  void shouldConnectAtOnceAfterTheDeathOfTheProcessThatHadItOpen() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    Files.writeString(lock(), "id=1\nmethod=file\nserver=127.0.0.1\\:" + port + "\n");

    assertThat(timeToConnect()).isLessThan(AT_ONCE);
  }

  @Test
  void shouldConnectSoonWhereAProcessDiedWhileItOpenedTheDatabase() throws Exception {
    Files.writeString(lock(), "id=1\nmethod=file\n");

    assertThat(timeToConnect()).isLessThan(AT_ONCE);
  }

  @Test
  void shouldWaitForWhoeverOpensTheDatabase() throws Exception {
    CompletableFuture<Duration> connected;
    try (FileChannel guard = guard();
        FileLock other = guard.lock()) {
      assertThat(other.isValid()).isTrue();
      connected = connecting();

      assertThat(connected).failsWithin(Duration.ofMillis(300));
    }
    assertThat(connected).succeedsWithin(AT_ONCE);
  }

  private FileChannel guard() throws Exception {
    return FileChannel.open(
        lock().resolveSibling("journal.lock.db.guard"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private CompletableFuture<Duration> connecting() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return timeToConnect();
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
  }

  @Test
  void shouldLeaveOtherDatabasesAlone() {
    for (String url :
        new String[] {"jdbc:postgresql://127.0.0.1/x", "jdbc:h2:mem:x", "jdbc:h2:file:/x/alone"}) {
      try (HikariDataSource other = pool(url)) {
        assertThat(other.getDataSource()).as(url).isNull();
      }
    }
  }
}
