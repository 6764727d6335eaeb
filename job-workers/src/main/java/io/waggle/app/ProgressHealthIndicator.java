package io.waggle.app;

import io.waggle.engine.JobProgress;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Down where the jobs of this process make no progress, which nothing but a new process mends; up
 * whatever is away. For a liveness probe.
 */
final class ProgressHealthIndicator implements HealthIndicator {
  private final JobProgress progress;

  ProgressHealthIndicator(JobProgress progress) {
    this.progress = progress;
  }

  @Override
  public Health health() {
    return progress.isMade()
        ? Health.up().build()
        : Health.down().withDetail("reason", "the jobs make no progress").build();
  }
}
