package io.waggle.app;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Of the journal's database; down also where it can be read only, as on a full disk. */
final class JournalHealthIndicator implements HealthIndicator {
  private final HealthIndicator reading;
  private final Supplier<Optional<String>> diskTrouble;

  /**
   * @param reading whether the database can be reached, as Boot shows that of an application's own
   * @param diskTrouble why the database cannot be written to; empty if it can
   */
  JournalHealthIndicator(HealthIndicator reading, Supplier<Optional<String>> diskTrouble) {
    this.reading = reading;
    this.diskTrouble = diskTrouble;
  }

  @Override
  public Health health() {
    Health health = reading.health();
    return diskTrouble
        .get()
        .map(
            trouble ->
                Health.down().withDetails(health.getDetails()).withDetail("disk", trouble).build())
        .orElse(health);
  }
}
