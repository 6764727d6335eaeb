package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.engine.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shared database whose store was closed by a write that failed. */
class OpenH2DatabaseTest {
  @TempDir private Path folder;
  private HikariDataSource pool;
  private DataSource connections;
  private Connection before;
  private Database broken;

  @BeforeEach
  void breakIt() throws Exception {
    pool = new HikariDataSource();
    pool.setJdbcUrl(
        "jdbc:h2:file:%s;AUTO_SERVER=TRUE;DB_CLOSE_DELAY=-1;WRITE_DELAY=0"
            .formatted(folder.resolve("journal")));
    SharedH2DataSource.serve(pool);
    connections = pool.getDataSource();
    before = connections.getConnection();
    before.createStatement().execute("create table hive as select 7 as bees");
    broken = OpenH2Database.of(before).database();
    broken.getStore().getMvStore().closeImmediately();
  }

  @AfterEach
  void close() throws Exception {
    OpenH2Database.of(connections.getConnection()).abandon();
    pool.close();
  }

  private static int bees(Connection connection) throws SQLException {
    try (ResultSet row = connection.createStatement().executeQuery("select bees from hive")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void shouldBeOpenedOnceMoreWithAllThatWasCommitted() throws Exception {
    assertThat(bees(connections.getConnection())).isEqualTo(7);
  }

  @Test
  void shouldBeConnectedToAlsoAfterAConnectionOfBeforeWasUsedAgain() throws Exception {
    Connection after = connections.getConnection();

    assertThatThrownBy(() -> bees(before)).isInstanceOf(SQLException.class);

    assertThat(bees(connections.getConnection())).isEqualTo(7);
    assertThat(bees(after)).isEqualTo(7);
  }

  /** So does H2 for a thread that was held up between two of its instructions. */
  @Test
  void shouldBeConnectedToAlsoAfterTheBrokenOneWasShutDownLate() throws Exception {
    connections.getConnection();

    broken.shutdownImmediately();

    assertThat(bees(connections.getConnection())).isEqualTo(7);
    assertThat(bees(connections.getConnection())).isEqualTo(7);
  }
}
