package io.waggle.rate;

import io.waggle.journal.JobAddress;
import io.waggle.journal.RateAccount;
import io.waggle.journal.RateAccount.Block;
import io.waggle.journal.RateAccount.Queue;
import io.waggle.journal.RateAccount.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which requests of jobs are granted: in rounds, in which each run that waits has one
 * turn, and within a round by arrival. So a run with many branches does not keep the others
 * waiting, and newcomers do not keep it waiting for ever.
 *
 * <p>A job that waits keeps its place, in the database, and is told when to come back; that may be
 * too early, for others may have got in between. One that does not come back in time gives way; its
 * place is kept all the same for whichever worker comes with it.
 */
final class RateQueue {
  /** A job that comes back passes through the engine. */
  static final Duration GRACE = Duration.ofSeconds(2);

  /** Those before it may be gone, or need less than was expected. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final RateLimit limit;

  RateQueue(RateLimit limit) {
    this.limit = limit;
  }

  /**
   * A job that asks.
   *
   * @param size tokens that its request is expected to take
   * @param turn its round
   * @param position in that round; null if it did not wait before
   */
  private record Asking(JobAddress job, long size, double turn, @Nullable Long position) {

    static Asking of(RateAccount account, JobAddress job, long size) {
      List<Waiting> ofRun = account.waiting(job.run());
      return ofRun.stream()
          .filter(waiting -> waiting.path().equals(job.path()))
          .findFirst()
          .map(known -> new Asking(job, size, known.turn(), known.position()))
          .orElseGet(() -> new Asking(job, size, next(account, ofRun), null));
    }

    /** A round after those of its run that wait. */
    private static double next(RateAccount account, List<Waiting> ofRun) {
      double now = account.granted().turn();
      return ofRun.stream().mapToDouble(waiting -> waiting.turn() + 1).reduce(now, Math::max);
    }
  }

  /**
   * @param size tokens that the request is expected to take
   * @param isPatient whether it waits in the queue while the provider wants to be left alone
   */
  Verdict ask(RateAccount account, JobAddress job, long size, boolean isPatient) {
    Instant now = account.now();
    Optional<Block> block = account.block();
    if (block.isPresent() && !isPatient) {
      return blocked(block.get(), now, block.get().until());
    }
    Asking asking = Asking.of(account, job, size);
    Queue queue = account.queue(now.minus(GRACE), asking.turn(), asking.position());
    Instant from = block.map(Block::until).orElse(now);
    Instant at = earliest(account, asking, queue, from);
    if (!at.isAfter(now)) {
      grant(account, asking, queue.runs());
      return new Verdict.Granted(now);
    }
    Instant latest = from.plus(LONGEST_WAIT);
    Instant due = at.isAfter(latest) ? latest : at;
    keep(account, asking, due);
    return block.isPresent()
        ? blocked(block.get(), now, due)
        : new Verdict.Later(Duration.between(now, due), queue.ahead());
  }

  private Instant earliest(RateAccount account, Asking asking, Queue queue, Instant from) {
    return Instant.ofEpochMilli(
        Meters.of(limit, account)
            .earliestAfter(
                queue.ahead(),
                queue.tokens(),
                from.toEpochMilli(),
                asking.size(),
                from.plus(LONGEST_WAIT).toEpochMilli()));
  }

  /**
   * @param runs that wait, and share a round
   */
  private void grant(RateAccount account, Asking asking, int runs) {
    if (asking.position() != null) {
      account.leave(asking.job());
    }
    Meters meters = Meters.of(limit, account);
    meters.grant(account.now().toEpochMilli(), asking.size());
    double turn = account.granted().turn() + 1.0 / Math.max(runs, 1);
    account.grant(meters.granted(Math.max(turn, asking.turn())));
  }

  private static void keep(RateAccount account, Asking asking, Instant due) {
    if (asking.position() != null) {
      account.postpone(asking.job(), asking.size(), due);
    } else {
      account.forget(account.now().minus(FORGOTTEN));
      account.enter(asking.job(), asking.turn(), asking.size(), due);
    }
  }

  private static Verdict blocked(Block block, Instant now, Instant until) {
    return new Verdict.Blocked(Duration.between(now, until), block.why());
  }

  /** The request may have taken until now to reach the provider. */
  void move(RateAccount account, Instant at, long size) {
    Meters meters = Meters.of(limit, account);
    meters.move(at.toEpochMilli(), account.now().toEpochMilli(), size);
    account.grant(meters.granted(account.granted().turn()));
  }

  /** The request took more tokens than was expected, or less. */
  void correct(RateAccount account, Instant at, long difference) {
    Meters meters = Meters.of(limit, account);
    if (meters.tokens() != null) {
      meters.tokens().correct(at.toEpochMilli(), difference);
      account.grant(meters.granted(account.granted().turn()));
    }
  }
}
