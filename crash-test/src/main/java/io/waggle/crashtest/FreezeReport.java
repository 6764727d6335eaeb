package io.waggle.crashtest;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of a run one of whose workers was frozen.
 *
 * @param ending how the run ended
 * @param payments what was paid, oldest first
 * @param frozen from when the worker was frozen until another one had made its payment
 */
public record FreezeReport(String ending, List<String> payments, Duration frozen) {

  public FreezeReport {
    payments = List.copyOf(payments);
  }

  @Override
  public String toString() {
    return "%s %d payments; another worker paid %.1f s after the first was frozen"
        .formatted(ending, payments.size(), frozen.toMillis() / 1_000.0);
  }
}
