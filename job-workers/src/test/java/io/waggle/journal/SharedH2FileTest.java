package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What H2 finds when its turn comes; with a stale lock it would take two seconds and more. */
class SharedH2FileTest {
  @TempDir private Path folder;
  private Path file;

  private final List<String> opened = new ArrayList<>();
  private boolean isBroken;

  @BeforeEach
  void prepare() {
    file = folder.resolve("journal.lock.db");
  }

  /** An address where nobody answers. */
  static String nobody() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1\\:" + server.getLocalPort();
    }
  }

  /** Notes how a connection was opened. */
  private final class Notes implements SharedH2File.Opening {
    @Override
    public Connection here() throws SQLException {
      return open(Files.exists(file) ? "here, with the lock" : "here");
    }

    @Override
    public Connection at(String server) throws SQLException {
      return open(server);
    }

    @Override
    public Connection alone() throws SQLException {
      return open("alone");
    }

    private Connection open(String how) throws SQLException {
      opened.add(how);
      if (isBroken) {
        throw new SQLException("File corrupted", null, 90030);
      }
      return DriverManager.getConnection("jdbc:h2:mem:");
    }
  }

  private void connect() throws SQLException {
    new SharedH2File(file).connect(new Notes()).close();
  }

  @Test
  void shouldClearTheLockOfAProcessThatDiedWithTheDatabaseOpen() throws Exception {
    Files.writeString(file, "id=1\nmethod=file\nserver=" + nobody() + "\n");

    connect();

    assertThat(opened).containsExactly("here");
  }

  @Test
  void shouldClearTheLockOfAProcessThatDiedWhileItOpenedTheDatabase() throws Exception {
    Files.writeString(file, "id=1\nmethod=file\n");

    connect();

    assertThat(opened).containsExactly("here");
  }

  @Test
  void shouldGoStraightToTheProcessThatServesTheDatabase() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(
          file, "id=1\nmethod=file\nserver=127.0.0.1\\:" + server.getLocalPort() + "\n");

      connect();

      assertThat(opened).containsExactly("127.0.0.1:" + server.getLocalPort() + "/1");
    }
  }

  /** Where H2 fails to open a database, the server stays that it has begun to serve it with. */
  @Test
  void shouldLetNobodyBeServedUntilADatabaseCanBeOpenedThatCouldNot() throws Exception {
    SharedH2File shared = new SharedH2File(file);
    isBroken = true;
    assertThatThrownBy(() -> shared.connect(new Notes())).hasMessage("File corrupted");
    assertThatThrownBy(() -> shared.connect(new Notes())).hasMessage("File corrupted");
    isBroken = false;

    shared.connect(new Notes()).close();
    shared.connect(new Notes()).close();

    assertThat(opened).containsExactly("here", "alone", "alone", "here", "here");
  }
}
