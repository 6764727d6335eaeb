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
   * @param size tokens that the request is expected to take
   * @param isPatient whether it waits in the queue while the provider wants to be left alone
   */
  Verdict ask(RateAccount account, JobAddress job, long size, boolean isPatient) {
    Instant now = account.now();
    Optional<Block> block = account.block();
    if (block.isPresent() && !isPatient) {
      return blocked(block.get(), now, block.get().until());
    }
    List<Waiting> ofRun = account.waiting(job.run());
    Optional<Waiting> known =
        ofRun.stream().filter(waiting -> waiting.path().equals(job.path())).findFirst();
    double turn = known.map(Waiting::turn).orElseGet(() -> next(account, ofRun));
    Queue queue = account.queue(now.minus(GRACE), turn, known.map(Waiting::position).orElse(null));
    Meters meters = Meters.of(limit, account);
    Instant from = block.map(Block::until).orElse(now);
    Instant latest = from.plus(LONGEST_WAIT);
    Instant at =
        Instant.ofEpochMilli(
            meters.earliestAfter(
                queue.ahead(), queue.tokens(), from.toEpochMilli(), size, latest.toEpochMilli()));
    if (!at.isAfter(now)) {
      known.ifPresent(waiting -> account.leave(job));
      meters.grant(now.toEpochMilli(), size);
      double round = account.granted().turn() + 1.0 / Math.max(queue.runs(), 1);
      account.grant(meters.granted(Math.max(round, turn)));
      return new Verdict.Granted(now);
    }
    Instant due = at.isAfter(latest) ? latest : at;
    if (known.isPresent()) {
      account.postpone(job, size, due);
    } else {
      account.forget(now.minus(FORGOTTEN));
      account.enter(job, turn, size, due);
    }
    return block.isPresent()
        ? blocked(block.get(), now, due)
        : new Verdict.Later(Duration.between(now, due), queue.ahead());
  }

  private static Verdict blocked(Block block, Instant now, Instant until) {
    return new Verdict.Blocked(Duration.between(now, until), block.why());
  }

  /** A round after those of its run that wait. */
  private static double next(RateAccount account, List<Waiting> ofRun) {
    double now = account.granted().turn();
    return ofRun.stream().mapToDouble(waiting -> waiting.turn() + 1).reduce(now, Math::max);
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
