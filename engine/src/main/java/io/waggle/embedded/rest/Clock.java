package io.waggle.embedded.rest;

import io.camunda.client.protocol.rest.ClockPinRequest;
import io.waggle.embedded.log.ZeebeEngine;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /clock}: forward alone, and it goes on running from there. */
final class Clock {
  /** What a clock that was not moved may be away from the real one. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private final ZeebeEngine engine;

  Clock(ZeebeEngine engine) {
    this.engine = engine;
  }

  void at(Endpoints endpoints) {
    endpoints.put("/clock", this::pin).post("/clock/reset", this::reset);
  }

  private @Nullable Object pin(Exchange exchange) {
    Long timestamp =
        Exchange.require("timestamp", exchange.body(ClockPinRequest.class).getTimestamp());
    Instant now = engine.time();
    Duration ahead = Duration.between(now, Instant.ofEpochMilli(timestamp));
    if (ahead.isNegative()) {
      throw ApiProblem.badRequest(
          "The embedded engine's clock is at %s and does not go back to %s."
              .formatted(now, Instant.ofEpochMilli(timestamp)));
    }
    engine.increaseTime(ahead);
    return null;
  }

  private @Nullable Object reset(Exchange exchange) {
    Instant now = engine.time();
    if (Duration.between(Instant.now(), now).compareTo(TOLERANCE) > 0) {
      throw new ApiProblem(
          409,
          "INVALID_STATE",
          "The embedded engine's clock is at %s and does not go back to the real time."
              .formatted(now));
    }
    return null;
  }
}
