package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
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
    await().atMost(LONG).until(() -> writer.acknowledged().size() > 1_000);

    writer.kill();

    try (HikariDataSource database = reopen()) {
      assertRecorded(database);
    }
  }

  @Test
  void shouldWaitWhileTheDiskIsFullAndGoOnByItself() throws Exception {
    await().atMost(LONG).until(() -> writer.acknowledged().size() > 100);

    for (int time = 0; time < 3; time++) {
      int waits = writer.waits();
      limitFileSize(Files.size(file()) + 64 * 1024 + "");
      await().atMost(LONG).until(() -> writer.waits() > waits);
      int stuck = writer.acknowledged().size();
      limitFileSize("unlimited");
      await().atMost(LONG).until(() -> writer.acknowledged().size() > stuck + 200);
    }

    writer.kill();
    try (HikariDataSource database = reopen()) {
      assertRecorded(database);
    }
  }

  private Path file() {
    return JournalWriter.home(folder).resolve("journal/journal.mv.db");
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
    Set<Long> acknowledged = writer.acknowledged();
    Journal journal = JournalFixture.again(database).journal();
    assertThat(acknowledged)
        .isNotEmpty()
        .allSatisfy(key -> assertThat(journal.find(JournalWriter.job(key).at())).isPresent());
  }
}
