package io.waggle.fallback;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code waggle.circuit-breaker.*}: when a model that fails is left alone, where its agent
 * has another one. Each worker process finds out for itself.
 *
 * @param failures in a row after which a model is left alone; 1 to 100, default 3. One that only a
 *     person can mend (no key, no money, no such model) is left alone after the first.
 * @param pause how long it is left alone, before one request finds out whether it is back; 1 s to 1
 *     h, default 30 s. A longer wait that its provider asks for is kept.
 */
@ConfigurationProperties("waggle.circuit-breaker")
public record CircuitBreakerProperties(
    @DefaultValue("3") int failures, @DefaultValue("PT30S") Duration pause) {
  private static final int MOST_FAILURES = 100;

  public CircuitBreakerProperties {
    if (failures < 1 || failures > MOST_FAILURES) {
      throw new IllegalArgumentException(
          "waggle.circuit-breaker.failures is %d; it can be 1 to %d."
              .formatted(failures, MOST_FAILURES));
    }
    if (pause.compareTo(Duration.ofSeconds(1)) < 0 || pause.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "waggle.circuit-breaker.pause is %s; it can be PT1S to PT1H.".formatted(pause));
    }
  }
}
