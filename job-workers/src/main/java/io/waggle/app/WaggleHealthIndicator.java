package io.waggle.app;

import io.waggle.engine.AgentsWithoutWorker;
import io.waggle.engine.JobProgress;
import io.waggle.engine.WorkerLifecycle;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Up once jobs reach this process, while they get on. */
final class WaggleHealthIndicator implements HealthIndicator {
  private static final String NOT_YET = "not subscribed to the agents' job types";

  private final WorkerLifecycle lifecycle;
  private final JobProgress progress;
  private final AgentsWithoutWorker agents;

  WaggleHealthIndicator(
      WorkerLifecycle lifecycle, JobProgress progress, AgentsWithoutWorker agents) {
    this.lifecycle = lifecycle;
    this.progress = progress;
    this.agents = agents;
  }

  @Override
  public Health health() {
    if (!progress.isMade()) {
      return Health.down().withDetail("reason", "the jobs make no progress").build();
    }
    return lifecycle.isSubscribed()
        ? up()
        : Health.down().withDetail("reason", lifecycle.refusal().orElse(NOT_YET)).build();
  }

  private Health up() {
    Health.Builder up = Health.up();
    lifecycle.notice().ifPresent(notice -> up.withDetail("models", notice));
    agents.notice().ifPresent(notice -> up.withDetail("agents", notice));
    return up.build();
  }
}
