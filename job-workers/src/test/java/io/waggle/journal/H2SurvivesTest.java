package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the default journal keeps when its process is killed, and when the disk is full. */
@Execution(ExecutionMode.CONCURRENT)
class H2SurvivesTest {
  /** However slow the disk is. */
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private JournalWriter writer;

  @BeforeEach
  void start() throws IOException {
    writer = JournalWriter.start(folder);
  }

  @AfterEach
  void kill() throws InterruptedException {
    writer.kill();
  }

  @Test
  void shouldKeepEveryRecordThatWasAcknowledgedBeforeAKill() throws Exception {
    await().atMost(LONG).until(() -> writer.acknowledged() > 1_000);

    writer.kill();

    try (HikariDataSource database = reopen()) {
      assertRecorded(database);
    }
  }

  @Test
  void shouldWaitWhileTheDiskIsFullAndGoOnByItself() throws Exception {
    await().atMost(LONG).until(() -> writer.acknowledged() > 100);

    for (int time = 0; time < 3; time++) {
      int waits = writer.waits();
      limitFileSize(Files.size(file()) + 64 * 1024 + "");
      await().atMost(LONG).until(() -> writer.waits() > waits);
      awaitOpenedAgain();
      awaitOpenedAgain();
      long stuck = writer.acknowledged();
      limitFileSize("unlimited");
      await().atMost(LONG).until(() -> writer.acknowledged() > stuck + 200);
    }

    writer.kill();
    try (HikariDataSource database = reopen()) {
      assertRecorded(database);
    }
  }

  private Path file() {
    return JournalWriter.home(folder).resolve("journal/journal.mv.db");
  }

  /** H2 can open the database on a full disk, and closes it again when it has to write. */
  private void awaitOpenedAgain() throws IOException {
    String before = opened();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(10))
        .until(this::opened, now -> !now.isEmpty() && !now.equals(before));
  }

  /** Something else each time that H2 opens the database; nothing while it is closed. */
  private String opened() throws IOException {
    try {
      return Files.readString(file().resolveSibling("journal.lock.db"));
    } catch (NoSuchFileException closed) {
      return "";
    }
  }

  /** A file that may not grow fails as one on a full disk does, and needs no file system. */
  private void limitFileSize(String bytes) throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder(
                    "prlimit", "--pid", Long.toString(writer.pid()), "--fsize=" + bytes + ":")
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
  }

  private HikariDataSource reopen() throws IOException {
    return JournalWriter.open(JournalWriter.home(folder));
  }

  private void assertRecorded(HikariDataSource database) throws IOException {
    long last = writer.acknowledged();
    Journal journal = JournalFixture.again(database).journal();
    assertThat(last).isPositive();
    for (long key = 1; key <= last; key++) {
      assertThat(journal.find(JournalWriter.job(key).at()))
          .as("record %d of %d", key, last)
          .isPresent();
    }
  }
}
