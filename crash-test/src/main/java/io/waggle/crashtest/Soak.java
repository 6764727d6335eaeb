package io.waggle.crashtest;

import io.waggle.client.AgentClientException;
import io.waggle.client.RunHandle;
import io.waggle.client.RunRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Many runs at once on two worker processes, one of which is killed within seconds whenever both
 * serve; and, if wanted, the engine is lost under them.
 */
public final class Soak {
  /** LLM calls of a run. */
  public static final int TURNS = Plays.TICKETS + 1;

  /** Pays for one ticket each turn. */
  static final String AGENT = "crash-test-commuter";

  /** Marks one way each turn, all of it inside "Think". Every second run is one of its. */
  static final String INSIDE = "crash-test-walker";

  private static final int STARTING_THREADS = 8;

  /** One run that is late takes nothing from those behind it. */
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);

  private static final int MOST_PAUSE_MILLIS = 4_000;

  private final Lab lab;
  private final Consumer<String> progress;
  private final RandomGenerator random;
  private final CountDownLatch done = new CountDownLatch(1);
  private int workerKills;

  /**
   * @param lab stays open
   * @param seed of the choice of victims and moments
   * @param progress told in a sentence what happens now
   */
  public Soak(Lab lab, long seed, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * Runs it, once, on one engine.
   *
   * @param runs how many
   * @param patience how long all of it may take
   */
  public SoakReport run(int runs, Duration patience) {
    return run(runs, 0, patience);
  }

  /**
   * Runs it, once.
   *
   * @param runs how many
   * @param engineLosses how often the engine, which is the lab's own, is killed and emptied; all
   *     runs are replayed by name each time
   * @param patience how long all of it may take
   */
  public SoakReport run(int runs, int engineLosses, Duration patience) {
    List<WorkerProcess> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      deploy();
      Instant begin = Instant.now();
      // while nobody works on them: a busy engine turns starts away
      Map<String, RunHandle> started = start(runs);
      workers.add(lab.startWorker());
      workers.add(lab.startWorker());
      workers.forEach(WorkerProcess::awaitServing);
      Future<?> killing = threads.submit(() -> killUntilDone(workers));
      int ended;
      try {
        Instant deadline = begin.plus(patience);
        ended =
            ended(
                new EngineLosses(lab, Soak::agent, progress)
                    .strike(started, engineLosses, runs * Plays.TICKETS, deadline),
                deadline);
      } finally {
        done.countDown();
        killing.get();
      }
      Duration took = Duration.between(begin, Instant.now());
      return report(started.keySet(), ended, engineLosses, took);
    } catch (InterruptedException | ExecutionException failure) {
      throw new CrashTestException("The soak broke off: " + failure.getMessage(), failure);
    } finally {
      workers.forEach(WorkerProcess::terminate);
      workers.forEach(WorkerProcess::close);
    }
  }

  private static String agent(String order) {
    return isInside(order) ? INSIDE : AGENT;
  }

  private static String ending(String order) {
    return isInside(order) ? Plays.allMarked(order) : Plays.allPaid(order);
  }

  /** By the number of the order, so every second one. */
  private static boolean isInside(String order) {
    return Character.digit(order.charAt(order.length() - 1), 10) % 2 == 0;
  }

  /** A worker brings the processes with it. */
  private void deploy() {
    try (WorkerProcess worker = lab.startWorker()) {
      worker.awaitServing();
    }
  }

  private Map<String, RunHandle> start(int runs) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(STARTING_THREADS)) {
      Map<String, Future<RunHandle>> starting = new LinkedHashMap<>();
      for (int number = 0; number < runs; number++) {
        String order = lab.nextOrder();
        starting.put(
            order,
            threads.submit(
                () ->
                    lab.client()
                        .start(RunRequest.of(agent(order), Story.PLAIN.task(order)).id(order))));
      }
      Map<String, RunHandle> started = new LinkedHashMap<>();
      for (Map.Entry<String, Future<RunHandle>> one : starting.entrySet()) {
        started.put(one.getKey(), one.getValue().get());
      }
      return started;
    }
  }

  private static int ended(Map<String, RunHandle> started, Instant deadline) {
    int ended = 0;
    for (Map.Entry<String, RunHandle> run : started.entrySet()) {
      Duration left = Duration.between(Instant.now(), deadline);
      try {
        String text =
            run.getValue().await(left.compareTo(LEAST_PATIENCE) > 0 ? left : LEAST_PATIENCE).text();
        ended += ending(run.getKey()).equals(text) ? 1 : 0;
      } catch (AgentClientException lost) {
        // Counted by not being counted.
      }
    }
    return ended;
  }

  private void killUntilDone(List<WorkerProcess> workers) {
    try {
      while (!done.await(random.nextInt(MOST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
        killWorker(workers);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void killWorker(List<WorkerProcess> workers) {
    int victim = random.nextInt(workers.size());
    progress.accept("Killing worker " + victim);
    lab.witness().jobs().died(workers.get(victim).pid());
    workers.get(victim).kill();
    workerKills++;
    workers.set(victim, lab.startWorker());
    workers.get(victim).awaitServing();
  }

  private SoakReport report(Set<String> orders, int ended, int engineLosses, Duration took) {
    Witness seen = lab.witness();
    return new SoakReport(
        ended,
        took,
        workerKills,
        engineLosses,
        orders.stream().mapToInt(seen.calls()::count).sum(),
        orders.stream().mapToInt(seen.calls()::distinct).sum(),
        seen.jobs().begunAgain(AGENT + ".think") + seen.jobs().begunAgain(INSIDE + ".think"),
        seen.jobs().claimedAfterRecorded(),
        seen.jobs().takenFromLiving(),
        done(orders, false),
        done(orders, true),
        seen.jobs().outsideThink(INSIDE),
        seen.effects().repeated(),
        orders.stream().mapToInt(lab.questions()::userTasks).sum());
  }

  private SoakReport.Done done(Set<String> orders, boolean inside) {
    List<String> some = orders.stream().filter(order -> isInside(order) == inside).toList();
    Effects effects = lab.witness().effects();
    return new SoakReport.Done(
        some.size(),
        some.stream().mapToInt(effects::count).sum(),
        some.stream().mapToInt(effects::distinct).sum());
  }
}
