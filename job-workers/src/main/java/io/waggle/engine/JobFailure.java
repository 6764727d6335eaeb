package io.waggle.engine;

import io.waggle.journal.MissingRecordException;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a job is failed.
 *
 * @param message what a person reads in Operate
 * @param permanent whether trying again cannot help: an incident at once
 * @param after how long to wait at the least before the next attempt; null: the usual backoff
 */
record JobFailure(String message, boolean permanent, @Nullable Duration after) {
  /** What Operate shows of a message; more would be cut in the middle of a word. */
  private static final int MAX_LENGTH = 2_000;

  static JobFailure of(Throwable thrown) {
    return switch (thrown) {
      case TryAgainException again -> new JobFailure(message(again), false, again.after());
      case NeedsPersonException person -> new JobFailure(message(person), true, null);
      case TransientLlmException busy -> new JobFailure(message(busy), false, busy.retryAfter());
      case PermanentLlmException refused -> new JobFailure(message(refused), true, null);
      case MissingRecordException missing -> new JobFailure(message(missing), true, null);
      default ->
          new JobFailure(
              cap(thrown.getClass().getSimpleName() + ": " + message(thrown)), false, null);
    };
  }

  private static String message(Throwable thrown) {
    return cap(thrown.getMessage() == null ? "no message" : thrown.getMessage());
  }

  private static String cap(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
  }
}
