package io.waggle.rate;

import io.waggle.engine.OnHoldException;
import io.waggle.journal.JobAddress;
import io.waggle.journal.RateAccount;
import io.waggle.journal.RateLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limit of one provider, as this worker keeps to it. Safe for many threads. */
final class ProviderLimit {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderLimit.class);

  /** A job that waits no longer than this does so where it is. */
  static final Duration SHORT = Duration.ofSeconds(2);

  /** By so much earlier a job is back that was with the engine, which takes a moment. */
  private static final Duration EARLIER = Duration.ofSeconds(1);

  /** Where grants are a millisecond apart, nobody asks that often. */
  private static final Duration SHORTEST = Duration.ofMillis(20);

  private final String provider;
  private final RateLimit limit;
  private final RateQueue queue;
  private final RateLedger ledger;

  /** Of this process, one at a time waits for the database's lock: others need connections, too. */
  private final ReentrantLock turn = new ReentrantLock(true);

  /** Whether this process has had an answer. */
  private volatile boolean isWarm;

  /**
   * A request that was granted.
   *
   * @param isWarm whether it takes no longer than others until it is sent
   */
  record Grant(Instant at, boolean isWarm) {}

  ProviderLimit(String provider, RateLimit limit, RateLedger ledger) {
    this.provider = provider;
    this.limit = limit;
    this.queue = new RateQueue(limit);
    this.ledger = ledger;
  }

  boolean isOfTokens() {
    return limit.tokensPerMinute() != null;
  }

  /**
   * Waits for a short while, if need be.
   *
   * @param size tokens that the request is expected to take
   * @param isPatient whether it waits in the queue while the provider wants to be left alone
   * @return once the request is granted
   * @throws OnHoldException if its turn comes later; its place is kept
   * @throws BlockedModelException if the provider wants to be left alone for longer
   */
  Grant enter(JobAddress job, long size, boolean isPatient) {
    warnOfSize(job, size);
    while (true) {
      switch (locked(account -> queue.ask(account, job, size, isPatient))) {
        case Verdict.Granted granted -> {
          return new Grant(granted.at(), isWarm);
        }
        case Verdict.Later later -> {
          if (later.time().compareTo(SHORT) > 0) {
            throw new OnHoldException(words(later), later.time().minus(EARLIER));
          }
          pause(later.time());
        }
        case Verdict.Blocked blocked -> {
          if (blocked.time().compareTo(SHORT) > 0) {
            throw new BlockedModelException(words(blocked), blocked.time().minus(EARLIER));
          }
          pause(blocked.time());
        }
      }
    }
  }

  /**
   * The provider has answered. A process takes seconds for its first requests, most of them before
   * they are sent; since nobody knows when they arrived, they count from their answers on.
   */
  void answered(Grant granted, long size) {
    isWarm = true;
    if (!granted.isWarm()) {
      Object unused =
          locked(
              account -> {
                queue.move(account, granted.at(), size);
                return granted;
              });
    }
  }

  /** The request took more tokens than was expected, or less. */
  void correct(Grant granted, long difference) {
    if (difference != 0) {
      Object unused =
          locked(
              account -> {
                queue.correct(account, granted.at(), difference);
                return granted;
              });
    }
  }

  private <T> T locked(Function<RateAccount, T> work) {
    turn.lock();
    try {
      return ledger.locked(provider, work);
    } finally {
      turn.unlock();
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.compareTo(SHORTEST) < 0 ? SHORTEST : time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new OnHoldException("The worker is being stopped.", Duration.ZERO);
    }
  }

  private void warnOfSize(JobAddress job, long size) {
    Long tokens = limit.tokensPerMinute();
    if (tokens != null && size > tokens) {
      LOG.warn(
          "The request of job {} has about {} tokens, more than the provider '{}' takes in a minute: it goes when nothing else was sent for a minute, and may be refused. Raise waggle.providers.{}.tokens-per-minute, or let conversations be summed up sooner (waggle.context.windows).",
          job,
          size,
          provider,
          provider);
    }
  }

  private String words(Verdict.Later later) {
    return "The provider '%s' is limited to %s (waggle.providers.%s.*-per-minute), and %s. Nothing needs to be done."
        .formatted(
            provider,
            limit,
            provider,
            later.ahead() == 0
                ? "this request is the next"
                : "about %,d requests are before this one".formatted(later.ahead()));
  }

  private String words(Verdict.Blocked blocked) {
    return "The provider '%s' asked to be left alone. %s".formatted(provider, blocked.why());
  }
}
