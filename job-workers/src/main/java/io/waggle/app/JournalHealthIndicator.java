package io.waggle.app;

import io.waggle.journal.JournalDatabase;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.jdbc.DataSourceHealthIndicator;

/**
 * Of the journal's database, as Boot shows that of an application's own; down also where its disk
 * is full.
 */
final class JournalHealthIndicator extends DataSourceHealthIndicator {
  private final JournalDatabase database;

  JournalHealthIndicator(JournalDatabase database) {
    super(database.dataSource());
    this.database = database;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) throws Exception {
    super.doHealthCheck(builder);
    database.diskTrouble().ifPresent(trouble -> builder.down().withDetail("disk", trouble));
  }
}
