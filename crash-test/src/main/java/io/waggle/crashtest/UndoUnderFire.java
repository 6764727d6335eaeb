package io.waggle.crashtest;

import io.waggle.bpmn.Cancellation;
import io.waggle.client.RunHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cancels a run that has paid for ten tickets, with undo, and kills the worker again and again
 * while the payments are undone.
 */
public final class UndoUnderFire implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int POOL = 2;
  private static final String FIND = Soak.AGENT + ".find-undo";
  private static final String UNDO = Soak.AGENT + ".undo";

  private static final List<Blow> BLOWS =
      List.of(
          new Blow("when it is known what to undo", Spot.job(FIND, Moment.ACTED)),
          new Blow("before an undo", Spot.job(UNDO, Moment.CLAIMED)),
          new Blow("in an undo", Spot.effect("refund")),
          new Blow("after an undo, not recorded", Spot.job(UNDO, Moment.ACTED)),
          new Blow("after an undo, recorded", Spot.job(UNDO, Moment.RECORDED)));

  private final Lab lab;
  private final Consumer<String> progress;
  private final List<WorkerProcess> workers = new ArrayList<>();

  /** A kill, and where the undo stands then. */
  private record Blow(String where, Spot spot) {}

  /**
   * @param lab stays open
   * @param progress told in a sentence what happens now
   */
  public UndoUnderFire(Lab lab, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
  }

  /** Runs it, once. */
  public UndoReport run() {
    fill();
    workers.forEach(WorkerProcess::awaitServing);
    String order = lab.nextOrder();
    Hold paid = arm(Spot.call("commuter-done"));
    RunHandle run = lab.client().start(Soak.AGENT, Story.PLAIN.task(order));
    paid.await(PATIENCE);

    Instant begun = Instant.now();
    Hold next = arm(BLOWS.getFirst().spot());
    run.cancel(new Cancellation(true, "under fire"));
    paid.release(false);
    for (int number = 0; number < BLOWS.size(); number++) {
      Hold.Caught caught = next.await(PATIENCE);
      Hold current = next;
      if (number + 1 < BLOWS.size()) {
        next = arm(BLOWS.get(number + 1).spot());
      }
      strike(BLOWS.get(number), caught.pid());
      current.release(false);
      fill();
    }
    String outcome = String.valueOf(run.await(PATIENCE).outcome());
    return report(order, outcome, Duration.between(begun, Instant.now()));
  }

  private Hold arm(Spot spot) {
    return lab.witness().arm(List.of(spot));
  }

  private void strike(Blow blow, long pid) {
    progress.accept("Killing the worker " + blow.where());
    workers.stream().filter(worker -> worker.pid() == pid).forEach(WorkerProcess::kill);
    workers.removeIf(worker -> worker.pid() == pid);
  }

  private void fill() {
    while (workers.size() < POOL) {
      workers.add(lab.startWorker());
    }
  }

  private UndoReport report(String order, String outcome, Duration took) {
    Effects effects = lab.witness().effects();
    return new UndoReport(
        outcome,
        deeds(effects.happened(order, "pay")),
        deeds(effects.happened(order, "refund")),
        effects.asked(order, "refund").size(),
        lab.witness().jobs().begunAgain(UNDO),
        lab.witness().jobs().claimedAfterRecorded(),
        took);
  }

  /** The same for a payment and for its refund. */
  private static List<String> deeds(List<String> receipts) {
    return receipts.stream().map(receipt -> receipt.replaceFirst("^\\w+ done for ", "")).toList();
  }

  /** Ends the workers. */
  @Override
  public void close() {
    workers.forEach(WorkerProcess::terminate);
    workers.forEach(WorkerProcess::close);
  }
}
