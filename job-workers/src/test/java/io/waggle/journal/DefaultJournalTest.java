package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who else can get at the journal that nobody has configured. */
class DefaultJournalTest {
  private static final JournalDatabaseProperties NOTHING_SET =
      new JournalDatabaseProperties(null, null, null, null, 5, Duration.ofSeconds(5));

  @TempDir private Path home;
  private Path folder;
  private String url;

  @BeforeEach
  void prepare() {
    folder = home.resolve("waggle/journal");
    url =
        JournalDatabaseProperties.DEFAULT_URL.replace(
            "${waggle.home:${user.home}/.waggle}", home.resolve("waggle").toString());
  }

  private JournalDatabase open() {
    return JournalDatabase.openDefault(NOTHING_SET, url);
  }

  /** As any other user of the machine could. */
  private void connectWithoutPassword() throws SQLException {
    DriverManager.getConnection(url).close();
  }

  private Map<String, String> permissions() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        found.put(
            file.getFileName().toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return found;
  }

  private void assertPrivate() throws IOException {
    assertThat(permissions())
        .containsEntry("journal", "rwx------")
        .containsEntry("password", "rw-------")
        .containsEntry("journal.mv.db", "rw-------")
        .containsEntry("journal.lock.db", "rw-------")
        .allSatisfy((file, access) -> assertThat(access).as(file).endsWith("------"));
  }

  @Test
  void shouldKeepOthersOfTheMachineOutOfItsFilesAndItsServer() throws Exception {
    try (JournalDatabase database = open()) {
      assertPrivate();
      assertThatThrownBy(this::connectWithoutPassword)
          .isInstanceOfSatisfying(
              SQLException.class,
              refused -> assertThat(refused.getErrorCode()).isEqualTo(SharedH2File.WRONG_PASSWORD));
      assertThat(database.jdbc().sql("select count(*) from waggle_journal").query().singleValue())
          .isEqualTo(0L);
    }
  }

  @Test
  void shouldBeTheSameForEveryWorkerOfTheUser() throws Exception {
    try (JournalDatabase first = open();
        JournalDatabase second = open()) {
      first.jdbc().sql("insert into waggle_worker values ('w', 'h', 1, 's', 'e', 0)").update();

      assertThat(second.jdbc().sql("select id from waggle_worker").query().singleValue())
          .isEqualTo("w");
      assertPrivate();
    }
  }

  @Test
  void shouldTakeOverAJournalThatWasOpenToEverybody() throws Exception {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (Connection before = DriverManager.getConnection(url)) {
      before.createStatement().execute("create table mine (x int)");
      before.createStatement().execute("insert into mine values (7)");
      before.createStatement().execute("shutdown");
    }

    try (JournalDatabase database = open()) {
      assertPrivate();
      assertThat(database.jdbc().sql("select x from mine").query().singleValue()).isEqualTo(7);
      assertThatThrownBy(this::connectWithoutPassword).isInstanceOf(SQLException.class);
    }
    open().close();
  }

  @Test
  void shouldSayThatThePasswordIsOfAnotherDatabase() throws Exception {
    try (JournalDatabase database = open()) {
      database.jdbc().sql("shutdown").update();
    }
    Files.writeString(folder.resolve("password"), "of-another");

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            JournalDatabaseException.class,
            refused -> {
              assertThat(refused).hasMessageContaining("is not that of the database beside it");
              assertThat(refused.advice()).contains("Restore both files");
            });
  }

  @Test
  void shouldNotUseAFolderOfSomebodyElse() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    Files.createDirectories(folder);
    Files.setAttribute(folder, "unix:uid", 65_534);

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalDatabaseException.class)
        .hasMessageContaining("who could change the journal");
  }
}
