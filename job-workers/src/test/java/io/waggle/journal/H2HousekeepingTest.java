package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What commits leave behind in the file. */
class H2HousekeepingTest {
  private static final int ROWS = 3_000;

  /** Percent. */
  private static final String IN_USE =
      "select setting_value from information_schema.settings where setting_name = 'info.CHUNKS_FILL_RATE'";

  @TempDir private Path folder;

  @Test
  void shouldUseTheSpaceAgainThatCommitsLeaveBehind() {
    try (var source = new SingleConnectionDataSource(url(), true)) {
      JdbcClient jdbc = JdbcClient.create(source);
      jdbc.sql("create table fact (id integer primary key, body varchar(2000))").update();
      for (int row = 0; row < ROWS; row++) {
        jdbc.sql("insert into fact values (?, ?)").params(row, "x".repeat(1_000)).update();
      }
      assertThat(inUse(jdbc)).as("percent in use before").isLessThan(25);

      H2Housekeeping housekeeping = H2Housekeeping.start(source, Duration.ofMillis(50));
      try {
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(inUse(jdbc)).isGreaterThanOrEqualTo(50));
      } finally {
        housekeeping.close();
      }

      assertThat(jdbc.sql("select count(body) from fact").query(Integer.class).single())
          .isEqualTo(ROWS);
    }
  }

  private static int inUse(JdbcClient jdbc) {
    return jdbc.sql(IN_USE).query(Integer.class).single();
  }

  /** As the journal's, but that what was given up is written over sooner. */
  private String url() {
    return "jdbc:h2:file:" + folder.resolve("journal") + ";WRITE_DELAY=0;RETENTION_TIME=100";
  }
}
