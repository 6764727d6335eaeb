package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.RepeatedTest;

/** Workers that start at the same moment on an empty database. */
class JournalSchemaRaceTest {
  private static final int WORKERS = 4;

  @RepeatedTest(10)
  void shouldMakeTheTablesOnce() throws Exception {
    JdbcConnectionPool database =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID()), "sa", "");
    CyclicBarrier together = new CyclicBarrier(WORKERS);
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<?>> started = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        started.add(
            threads.submit(
                () -> {
                  together.await();
                  JournalSchema.migrate(database);
                  return null;
                }));
      }
      for (Future<?> worker : started) {
        worker.get(1, TimeUnit.MINUTES);
      }
      try (Connection connection = database.getConnection()) {
        assertThat(JournalSchema.has(connection, "waggle_journal")).isTrue();
      }
    } finally {
      database.dispose();
    }
  }
}
