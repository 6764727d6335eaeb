package io.waggle.rate;

import io.waggle.journal.RateAccount;
import org.jspecify.annotations.Nullable;

/**
 * What was granted of a limit.
 *
 * @param requests null where they have no limit
 * @param tokens null where they have no limit
 */
record Meters(@Nullable Meter requests, @Nullable Meter tokens) {

  static Meters of(RateLimit limit, RateAccount account) {
    RateAccount.Granted granted = account.granted();
    long now = account.now().toEpochMilli();
    Integer requests = limit.requestsPerMinute();
    Long tokens = limit.tokensPerMinute();
    return new Meters(
        requests == null ? null : Meter.ofRequests(requests, granted.requests()).at(now),
        tokens == null ? null : Meter.ofTokens(tokens, granted.tokens()).at(now));
  }

  RateAccount.Granted granted(double turn) {
    return new RateAccount.Granted(
        requests == null ? "" : requests.state(), tokens == null ? "" : tokens.state(), turn);
  }

  /**
   * @return when a request may be granted, in milliseconds from 1970 on
   */
  long earliest(long from, long size) {
    long at = from;
    long before;
    do {
      before = at;
      if (requests != null) {
        at = requests.earliest(at, 1);
      }
      if (tokens != null) {
        at = tokens.earliest(at, size);
      }
    } while (at > before);
    return at;
  }

  void grant(long at, long size) {
    if (requests != null) {
      requests.grant(at, 1);
    }
    if (tokens != null) {
      tokens.grant(at, size);
    }
  }

  /** Counts a request from a later moment on. */
  void move(long at, long later, long size) {
    if (requests != null) {
      requests.move(at, later, 1);
    }
    if (tokens != null) {
      tokens.move(at, later, size);
    }
  }

  /**
   * When a request may be granted that has to let others pass.
   *
   * @param ahead how many others
   * @param theirs what they take together
   * @param latest of no interest is what is later
   */
  long earliestAfter(int ahead, long theirs, long from, long size, long latest) {
    Meters copy =
        new Meters(
            requests == null ? null : requests.copy(), tokens == null ? null : tokens.copy());
    long at = from;
    for (int other = 0; other < ahead && at <= latest; other++) {
      at = copy.earliest(at, theirs / ahead);
      copy.grant(at, theirs / ahead);
    }
    return copy.earliest(at, size);
  }
}
