package io.waggle.crashtest;

import io.waggle.client.RunHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Freezes a worker between the claim of a payment and the payment, until another worker has taken
 * it for dead and has paid, and lets it go on where it stood.
 */
public final class FrozenWorker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Spot CLAIMED = Spot.job(Soak.AGENT + ".tool", Moment.CLAIMED);

  /** The engine goes on handing jobs to the frozen worker, and waits each time as long as that. */
  private static final String SHORT_JOBS = "--waggle.worker.job-timeout=PT5S";

  private final Lab lab;
  private final Consumer<String> progress;

  /** Serves the journal's file to the other, which would stand still with it. */
  private final WorkerProcess first;

  private final WorkerProcess victim;

  /**
   * @param lab stays open
   * @param progress told in a sentence what happens now
   */
  public FrozenWorker(Lab lab, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
    this.first = lab.startWorker(SHORT_JOBS);
    first.awaitServing();
    this.victim = lab.startWorker(SHORT_JOBS);
    victim.awaitServing();
  }

  /** Runs it, once; ends the workers. */
  public FreezeReport run() {
    String order = lab.nextOrder();
    Hold hold = lab.witness().arm(List.of(CLAIMED));
    RunHandle run = start(order);
    for (int payment = 1; hold.await(PATIENCE).pid() != victim.pid(); payment++) {
      Hold next = lab.witness().arm(List.of(CLAIMED));
      hold.release(false);
      hold = next;
      if (payment % Plays.TICKETS == 0) { // the other worker was given all of them
        order = lab.nextOrder();
        run = start(order);
      }
    }
    Duration frozen = freeze(hold, order);
    String ending = Story.ending(run.await(PATIENCE), order);
    close(); // with what the victim was at
    List<String> payments = lab.witness().effects().happened(order, "pay");
    return new FreezeReport(ending, payments, frozen);
  }

  private RunHandle start(String order) {
    return lab.client().start(Soak.AGENT, Story.PLAIN.task(order));
  }

  private Duration freeze(Hold hold, String order) {
    int paid = payments(order);
    progress.accept("Freezing a worker that is about to make payment " + (paid + 1));
    victim.freeze();
    Instant from = Instant.now();
    try {
      hold.release(false);
      while (payments(order) == paid) {
        if (Duration.between(from, Instant.now()).compareTo(PATIENCE) > 0) {
          throw new CrashTestException("Nobody took over from the frozen worker; see the logs.");
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    } finally {
      victim.thaw();
    }
    return Duration.between(from, Instant.now());
  }

  private int payments(String order) {
    return lab.witness().effects().happened(order, "pay").size();
  }

  /** Ends the workers. Does nothing the second time. */
  @Override
  public void close() {
    first.terminate();
    victim.close();
    first.close();
  }
}
