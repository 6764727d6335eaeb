package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waggle.bpmn.JobType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** A process that writes to the journal is killed, and nothing that it was promised is lost. */
class H2SurvivesKillTest {
  private static final String HOME = "${waggle.home:${user.home}/.waggle}";

  /** The URL that worker processes use by default, with another folder. */
  static String url(Path home) throws IOException {
    String url =
        (String)
            new YamlPropertySourceLoader()
                .load("defaults", new ClassPathResource("waggle-defaults.yaml"))
                .getFirst()
                .getProperty("spring.datasource.url");
    return url.replace(HOME, home.toString());
  }

  /** Records one job after the other and says which are recorded; is killed in the middle of it. */
  static final class Writer {
    public static void main(String[] arguments) throws IOException {
      JdbcConnectionPool database = JdbcConnectionPool.create(url(Path.of(arguments[0])), "", "");
      Journal journal = JournalFixture.on(database).journal();
      for (long key = 1; ; key++) {
        JournaledJob job = new JournaledJob(key, 1, 1, 1, "writer", JobType.TOOL);
        Claim.Granted granted = (Claim.Granted) journal.claim(job, 3, "writer");
        if (journal.record(
            new JobRecord(job, null, "{}", List.of(), "done " + key, null), granted.intent())) {
          System.out.println(key);
        }
      }
    }
  }

  @Test
  void shouldKeepEveryRecordThatWasAcknowledgedAndOpenAtOnce(@TempDir Path folder)
      throws Exception {
    Path home = folder.resolve("with space");
    Path acknowledged = folder.resolve("acknowledged");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                home.toString())
            .redirectOutput(acknowledged.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> Files.size(acknowledged) > 3_000);

    writer.destroyForcibly().waitFor();

    List<String> lines = Files.readAllLines(acknowledged);
    long last = Long.parseLong(lines.get(lines.size() - 2));
    Instant begun = Instant.now();
    StaleH2Lock.of(url(home)).orElseThrow().clear();
    JdbcConnectionPool database = JdbcConnectionPool.create(url(home), "", "");
    Journal journal = JournalFixture.again(database).journal();
    assertThat(journal.find(1)).isPresent();
    assertThat(Duration.between(begun, Instant.now()))
        .as("H2's own way of finding out that the lock is stale takes about 4 s")
        .isLessThan(Duration.ofSeconds(3));
    for (long key = 1; key <= last; key++) {
      assertThat(journal.find(key)).as("record %d of %d", key, last).isPresent();
    }
    database.dispose();
  }
}
