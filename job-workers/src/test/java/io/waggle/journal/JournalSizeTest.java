package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.bpmn.JobType;
import io.waggle.llm.Message;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a turn takes in PostgreSQL, with its indexes, whose texts no run has twice. */
class JournalSizeTest {
  private static final int TURNS = 200;

  /** Bytes, as the documentation says. */
  private static final long MOST_WITHOUT_WORDS = 3 * 1_024;

  private static final long MOST_WITH_WORDS = 10 * 1_024;

  /** Few, as in a language: a database compresses long texts. */
  private static final List<String> WORDS =
      IntStream.range(0, 400).mapToObj(number -> Integer.toString(number * 7_919, 36)).toList();

  @Test
  void shouldTakeLittleMoreThanItsWords() throws IOException {
    try (EmbeddedPostgres postgres = FreshPostgres.start()) {
      DataSource database = postgres.getPostgresDatabase();
      JournalFixture fixture = JournalFixture.on(database);
      long small = size(fixture, database, 0);
      long large = size(fixture, database, 4_096);

      System.out.printf(
          "A turn with a tool call takes %d bytes in PostgreSQL without words, %d with 4 KB of observation%n",
          small, large);
      assertThat(small).isLessThan(MOST_WITHOUT_WORDS);
      assertThat(large).isLessThan(MOST_WITH_WORDS);
    }
  }

  /** Of a turn, whose tool returns a text that long; the model's own words are 200 characters. */
  private static long size(JournalFixture fixture, DataSource database, int characters) {
    Random random = new Random(characters);
    long before = bytes(database);
    JournaledRun run = JournaledRun.entered(fixture);
    for (int turn = 1; turn <= TURNS; turn++) {
      String said = text(random, 200);
      String found = text(random, characters);
      String call = Paths.call(Paths.turn("p1/s1", turn), 1);
      record(fixture, run.turn(turn), said, said);
      record(fixture, run.job(Paths.toolRun(call, 1), JobType.TOOL), found, found);
    }
    return (bytes(database) - before) / TURNS;
  }

  private static void record(
      JournalFixture fixture, JournaledJob job, String message, String content) {
    Claim.Granted granted = (Claim.Granted) fixture.journal().claim(job, 3, "worker");
    String outcome =
        "{\"variables\":{\"turn\":{\"number\":1,\"next\":\"act\",\"preview\":\"%s\",\"ref\":\"%s\"}}}"
            .formatted(content.substring(0, Math.min(200, content.length())), job.at().path());
    assertThat(
            fixture
                .journal()
                .record(
                    new JobRecord(job, null, outcome, List.of(Message.user(message)), content),
                    granted.intent()))
        .isTrue();
  }

  private static String text(Random random, int characters) {
    StringBuilder text = new StringBuilder();
    while (text.length() < characters) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
    }
    return text.substring(0, characters);
  }

  private static long bytes(DataSource database) {
    JdbcTemplate sql = new JdbcTemplate(database);
    sql.execute("vacuum analyze waggle_journal");
    Long bytes = sql.queryForObject("select pg_total_relation_size('waggle_journal')", Long.class);
    return bytes == null ? 0 : bytes;
  }
}
