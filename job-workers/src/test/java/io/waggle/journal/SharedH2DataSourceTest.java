package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class SharedH2DataSourceTest {
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

  private void connect() {
    try (Connection connection = pool.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void shouldPutALockOutOfTheWayWhoseProcessIsDead() throws Exception {
    String stale = "id=1\nmethod=file\nserver=" + SharedH2FileTest.nobody() + "\n";
    Files.writeString(lock(), stale);

    connect();

    assertThat(lock()).content().isNotEqualTo(stale);
  }

  @Test
  void shouldPutALockOutOfTheWayWhosePortAStrangerHasNow() throws Exception {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> hangUpOnEverybody(stranger));
      Files.writeString(
          lock(), "id=1\nmethod=file\nserver=127.0.0.1\\:" + stranger.getLocalPort() + "\n");

      connect();

      assertThat(lock()).content().doesNotContain(":" + stranger.getLocalPort());
    }
  }

  private static void hangUpOnEverybody(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  @Test
  void shouldOpenTheFileOnceAndSendOthersThere() throws Exception {
    String here = "jdbc:h2:patient:";
    try (Connection first = pool.getConnection();
        Connection second = pool.getConnection();
        HikariDataSource other = pool(pool.getJdbcUrl());
        Connection third = other.getConnection()) {
      assertThat(first.getMetaData().getURL()).startsWith(here);
      assertThat(second.getMetaData().getURL()).startsWith(here);
      assertThat(third.getMetaData().getURL()).startsWith("jdbc:h2:tcp:");
      first.createStatement().execute("CREATE TABLE hive (bees INT)");
      assertThat(third.createStatement().executeUpdate("INSERT INTO hive VALUES (7)")).isOne();
    }
  }

  private HikariDataSource lasting() {
    return pool(pool.getJdbcUrl() + ";DB_CLOSE_DELAY=-1");
  }

  @Test
  void shouldCloseTheDatabaseWithTheLastPool() throws Exception {
    HikariDataSource last = lasting();
    last.getConnection().close();
    assertThat(lock()).exists();

    H2Exit.close(last);

    await().untilAsserted(() -> assertThat(lock()).doesNotExist());
  }

  @Test
  void shouldNotCloseTheDatabaseWhileOthersUseIt() throws Exception {
    HikariDataSource first = lasting();
    first.getConnection().close();
    try (HikariDataSource other = lasting();
        Connection there = other.getConnection()) {
      H2Exit.close(first);

      assertThat(there.createStatement().execute("CREATE TABLE hive (bees INT)")).isFalse();
      assertThat(lock()).exists();
    }
  }

  @Test
  void shouldWaitForWhoeverOpensTheDatabase() throws Exception {
    CompletableFuture<Void> connected;
    try (FileChannel guard = guard();
        FileLock other = guard.lock()) {
      assertThat(other.isValid()).isTrue();
      connected = CompletableFuture.runAsync(this::connect, Thread::startVirtualThread);

      assertThat(connected).failsWithin(Duration.ofMillis(300));
    }
    assertThat(connected).succeedsWithin(Duration.ofMinutes(1));
  }

  private FileChannel guard() throws Exception {
    return FileChannel.open(
        lock().resolveSibling("journal.lock.db.guard"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  /** As somebody has it whose disk was full. */
  @Test
  void shouldOpenADatabaseWhoseFileIsALink() throws Exception {
    Path there = Files.createDirectories(folder.resolve("elsewhere"));
    try (HikariDataSource first =
        pool("jdbc:h2:file:" + there.resolve("hive") + ";AUTO_SERVER=TRUE")) {
      first.getConnection().close();
    }
    Files.createSymbolicLink(lock().resolveSibling("journal.mv.db"), there.resolve("hive.mv.db"));
    try (HikariDataSource linked = pool(pool.getJdbcUrl());
        Connection connection = linked.getConnection()) {
      assertThat(connection.isValid(1)).isTrue();
      assertThat(there.resolve("hive.lock.db")).exists();
    }
  }

  @Test
  void shouldLeaveOtherDatabasesAlone() {
    for (String url :
        new String[] {
          "jdbc:postgresql://127.0.0.1/x",
          "jdbc:h2:mem:x",
          "jdbc:h2:file:/x/alone",
          "jdbc:h2:tcp://127.0.0.1/x;AUTO_SERVER=TRUE"
        }) {
      try (HikariDataSource other = pool(url)) {
        assertThat(other.getDataSource()).as(url).isNull();
      }
    }
  }
}
