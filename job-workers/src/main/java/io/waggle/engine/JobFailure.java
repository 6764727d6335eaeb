package io.waggle.engine;

import io.waggle.bpmn.Preview;
import io.waggle.journal.MissingRecordException;
import io.waggle.journal.RecordTooLargeException;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a job is failed.
 *
 * @param message what was wrong; where trying again cannot help, also what to do
 * @param cost what it costs
 * @param after how long to wait before the next attempt, at the least where it costs one; null: the
 *     usual backoff
 * @param isForeseen whether the message says all; if not, the log has to
 */
record JobFailure(String message, Cost cost, @Nullable Duration after, boolean isForeseen) {
  /** What a failure costs a job. */
  enum Cost {
    /** No attempt. */
    NOTHING,
    /** One attempt; after the last one there is an incident. */
    ATTEMPT,
    /** All that are left, since trying again cannot help: an incident at once. */
    ALL
  }

  /** What Operate shows of a message; more would be cut in the middle of a word. */
  private static final int MAX_LENGTH = 2_000;

  private static final String LAST =
      " That was the last attempt: when the cause is gone, resolve this incident, and the run goes on.";

  static JobFailure of(Throwable thrown) {
    return switch (thrown) {
      case OnHoldException held -> foreseen(held, Cost.NOTHING, held.lookAgain());
      case TryAgainException again -> foreseen(again, Cost.ATTEMPT, again.after());
      case NeedsPersonException person -> foreseen(person, Cost.ALL, null);
      case TransientLlmException busy -> foreseen(busy, Cost.ATTEMPT, busy.retryAfter());
      case PermanentLlmException refused -> foreseen(refused, Cost.ALL, null);
      case MissingRecordException missing -> foreseen(missing, Cost.ALL, null);
      case UndeliverableException large -> foreseen(large, Cost.ALL, null);
      case RecordTooLargeException large -> foreseen(large, Cost.ALL, null);
      default -> new JobFailure(cap(PlainWords.of(thrown)), Cost.ATTEMPT, null, false);
    };
  }

  private static JobFailure foreseen(Throwable thrown, Cost cost, @Nullable Duration after) {
    return new JobFailure(message(thrown), cost, after, true);
  }

  int retriesLeft(int retries) {
    return switch (cost) {
      case NOTHING -> retries;
      case ATTEMPT -> Math.max(retries - 1, 0);
      case ALL -> 0;
    };
  }

  /**
   * @param attempt the one that failed; 1 for the first
   * @return how long to wait before the next
   */
  Duration pause(int attempt) {
    return cost == Cost.NOTHING && after != null ? after : Backoff.after(attempt, after);
  }

  /** What a person reads in Operate once nothing is tried any more. */
  String incident() {
    if (cost == Cost.ALL) {
      return message;
    }
    String reason = cap(message, MAX_LENGTH - LAST.length() - 1);
    return reason + (reason.matches("(?s).*[.!?…]") ? LAST : "." + LAST);
  }

  private static String message(Throwable thrown) {
    return cap(thrown.getMessage() == null ? "no message" : thrown.getMessage());
  }

  /** What fits into an incident. */
  static String cap(String text) {
    return cap(text, MAX_LENGTH);
  }

  private static String cap(String text, int length) {
    return Preview.of(text, length);
  }
}
