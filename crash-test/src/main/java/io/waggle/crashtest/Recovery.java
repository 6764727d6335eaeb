package io.waggle.crashtest;

import io.waggle.client.RunHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Measures how long a run stands still whose worker ends in the middle of an LLM call. */
public final class Recovery implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  /**
   * An LLM call takes seconds: its middle is not in its first moments, in which others may not know
   * yet that it was begun, for longer on a busy machine.
   */
  private static final Duration MIDDLE = Duration.ofSeconds(1);

  private static final int POOL = 3;
  private static final int LEAST = 5;
  private static final String LAST_JOB = Trial.AGENT + ".synthesize";

  private final Lab lab;
  private final Consumer<String> progress;
  private final Deque<WorkerProcess> workers = new ArrayDeque<>();
  private final List<RunHandle> runs = new ArrayList<>();

  /**
   * @param lab stays open
   * @param progress told in a sentence what was measured
   */
  public Recovery(Lab lab, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
  }

  /**
   * SIGKILL, while other workers are alive and have worked before.
   *
   * @param times how many workers are killed one after the other, at the most
   * @param within no further one is killed after this time; at least {@value #LEAST} are
   * @return each time from the end of the process until another worker was at the job
   */
  public List<Duration> killed(int times, Duration within) {
    return repeat("SIGKILL, another worker alive", times, within, WorkerProcess::kill);
  }

  /**
   * SIGTERM, while other workers are alive and have worked before.
   *
   * @param times how many workers are stopped one after the other
   * @return each time from the signal until another worker was at the job
   */
  public List<Duration> terminated(int times) {
    return repeat(
        "SIGTERM, another worker alive",
        times,
        PATIENCE.multipliedBy(times),
        WorkerProcess::terminate);
  }

  /**
   * SIGKILL of the only worker, which is started again.
   *
   * @param times how often
   * @return each time from when the new process said that it serves until it was at the job; zero
   *     if it was at it before
   */
  public List<Duration> alone(int times) {
    closeWorkers();
    List<Duration> measured = new ArrayList<>();
    for (int number = 0; number < times; number++) {
      fill(1);
      workers.getFirst().awaitServing();
      Caught caught = catchOne();
      caught.worker().kill();
      Instant killed = Instant.now();
      lab.witness().releaseAll();
      fill(1);
      Instant back = workers.getFirst().awaitServing();
      Duration gap = Duration.between(back, caught.awaitSign(killed));
      measured.add(gap.isNegative() ? Duration.ZERO : gap);
      tell("SIGKILL, alone, restarted", measured.getLast());
    }
    return measured;
  }

  /** Waits until all runs that were disturbed have ended; fails if one does not. */
  public void awaitRuns() {
    runs.forEach(run -> run.await(PATIENCE));
  }

  private List<Duration> repeat(
      String how, int times, Duration within, Consumer<WorkerProcess> ending) {
    List<Duration> measured = new ArrayList<>();
    Instant deadline = Instant.now().plus(within);
    while (measured.size() < times
        && (measured.size() < LEAST || Instant.now().isBefore(deadline))) {
      fill(POOL);
      workers.forEach(WorkerProcess::awaitServing);
      warmUp();
      Caught caught = catchOne();
      Instant from = Instant.now();
      ending.accept(caught.worker());
      measured.add(Duration.between(from, caught.awaitSign(from)));
      lab.witness().releaseAll();
      tell(how, measured.getLast());
    }
    return measured;
  }

  private void tell(String how, Duration time) {
    progress.accept("%s: %d ms".formatted(how, time.toMillis()));
  }

  private void fill(int number) {
    while (workers.size() < number) {
      workers.addLast(lab.startWorker());
    }
  }

  /** Until each worker has had an LLM call: those that take over are at work, not just started. */
  private void warmUp() {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!workers.stream().allMatch(worker -> lab.witness().isExperienced(worker.pid()))) {
      if (Instant.now().isAfter(deadline)) {
        throw new CrashTestException("A worker gets no jobs; see its log.");
      }
      workers.forEach(worker -> start(lab.nextOrder()));
      awaitLastJobs();
    }
  }

  /** The jobs of earlier runs would be taken for the one that is caught. */
  private Caught catchOne() {
    awaitLastJobs();
    String order = lab.nextOrder();
    Hold hold = lab.witness().arm(KillPoint.DURING_LLM_CALL.spots());
    start(order);
    Hold.Caught caught = hold.await(PATIENCE);
    WorkerProcess worker =
        workers.stream().filter(one -> one.pid() == caught.pid()).findFirst().orElseThrow();
    workers.remove(worker);
    LockSupport.parkNanos(MIDDLE.toNanos());
    return new Caught(order, worker);
  }

  private void start(String order) {
    runs.add(lab.client().start(Trial.AGENT, Story.PLAIN.task(order)));
  }

  /** A cluster's lists would show it later. */
  private void awaitLastJobs() {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (lab.witness().jobs().completed(LAST_JOB) < runs.size()) {
      if (Instant.now().isAfter(deadline)) {
        throw new CrashTestException("Runs stand still; see the workers' logs.");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** A run that stands still, and the worker that is at it. */
  private final class Caught {
    private final String order;
    private final WorkerProcess worker;

    Caught(String order, WorkerProcess worker) {
      this.order = order;
      this.worker = worker;
    }

    WorkerProcess worker() {
      return worker;
    }

    Instant awaitSign(Instant after) {
      Instant deadline = Instant.now().plus(PATIENCE);
      Optional<Instant> sign = Optional.empty();
      while (sign.isEmpty()) {
        if (Instant.now().isAfter(deadline)) {
          throw new CrashTestException(
              "The run of %s did not go on within %d s.".formatted(order, PATIENCE.toSeconds()));
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        sign = lab.witness().signs().firstAfter(after, List.of(order));
      }
      return sign.get();
    }
  }

  private void closeWorkers() {
    workers.forEach(WorkerProcess::terminate);
    workers.forEach(WorkerProcess::close);
    workers.clear();
  }

  /** Ends the workers. */
  @Override
  public void close() {
    closeWorkers();
  }
}
