package io.waggle.crashtest;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of an undo under fire.
 *
 * @param outcome how the run ended
 * @param payments what was paid, oldest first
 * @param refunds what was undone, in the order in which it happened
 * @param refundsAskedFor how often the tool that undoes was called
 * @param begunAgain undo jobs that were begun again because nothing was recorded
 * @param begunAfterRecorded jobs that were begun again although their outcome was recorded
 * @param took from the request to cancel until the end
 */
public record UndoReport(
    String outcome,
    List<String> payments,
    List<String> refunds,
    int refundsAskedFor,
    int begunAgain,
    int begunAfterRecorded,
    Duration took) {

  public UndoReport {
    payments = List.copyOf(payments);
    refunds = List.copyOf(refunds);
  }

  @Override
  public String toString() {
    return "%s: %d payments, %d refunds, asked for %d times, within %.1f s"
        .formatted(
            outcome, payments.size(), refunds.size(), refundsAskedFor, took.toMillis() / 1_000.0);
  }
}
