package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

class JournalHealthIndicatorTest {
  private static final Health READ = Health.up().withDetail("database", "H2").build();

  @Test
  void shouldBeAsTheDatabaseIsThatCanBeWritten() {
    assertThat(new JournalHealthIndicator(() -> READ, Optional::empty).health()).isEqualTo(READ);
  }

  @Test
  void shouldBeDownWhereTheDatabaseCanBeReadOnly() {
    Health health =
        new JournalHealthIndicator(() -> READ, () -> Optional.of("No space left on device"))
            .health();

    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails())
        .containsEntry("database", "H2")
        .containsEntry("disk", "No space left on device");
  }
}
