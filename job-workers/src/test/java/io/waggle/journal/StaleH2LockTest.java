package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleH2LockTest {
  @TempDir private Path folder;

  private String url() {
    return "jdbc:h2:file:" + folder.resolve("with space/journal") + ";AUTO_SERVER=TRUE";
  }

  private Path lock() throws Exception {
    Path lock = folder.resolve("with space/journal.lock.db");
    Files.createDirectories(lock.getParent());
    return lock;
  }

  private void clear() {
    StaleH2Lock.of(url()).orElseThrow().clear();
  }

  @Test
  void shouldClearTheLockOfAProcessThatDoesNotAnswerAnyMore() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    Files.writeString(lock(), "id=1\nmethod=file\nserver=127.0.0.1\\:" + port + "\n");

    clear();

    assertThat(lock()).doesNotExist();
  }

  @Test
  void shouldLeaveTheLockOfAProcessThatHasTheDatabaseOpen() throws Exception {
    try (Connection holder = DriverManager.getConnection(url())) {
      assertThat(holder.isValid(1)).isTrue();

      clear();

      assertThat(lock()).exists();
    }
  }

  @Test
  void shouldLeaveTheLockOfAProcessThatIsJustOpeningTheDatabase() throws Exception {
    Files.writeString(lock(), "id=1\nmethod=file\n");

    clear();

    assertThat(lock()).exists();
  }

  @Test
  void shouldHaveNothingToDoWithOtherDatabases() {
    assertThat(StaleH2Lock.of("jdbc:postgresql://127.0.0.1/journal")).isEmpty();
    assertThat(StaleH2Lock.of("jdbc:h2:mem:x")).isEmpty();
    assertThat(StaleH2Lock.of("jdbc:h2:file:/data/alone")).isEmpty();
  }
}
