package io.waggle.app;

import io.waggle.engine.WorkerLifecycle;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Up once jobs reach this process. */
final class WaggleHealthIndicator implements HealthIndicator {
  private static final String NOT_YET = "not subscribed to the agents' job types";

  private final WorkerLifecycle lifecycle;

  WaggleHealthIndicator(WorkerLifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public Health health() {
    return lifecycle.isSubscribed()
        ? Health.up().build()
        : Health.down().withDetail("reason", lifecycle.refusal().orElse(NOT_YET)).build();
  }
}
