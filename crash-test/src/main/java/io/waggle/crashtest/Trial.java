package io.waggle.crashtest;

import io.waggle.client.AgentClientException;
import io.waggle.client.RunHandle;
import io.waggle.crashtest.Row.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings runs to where they are to stand, kills their worker, and compares their outcomes. */
final class Trial implements AutoCloseable {
  static final String AGENT = "crash-test-buyer";
  private static final Duration TO_THE_POINT = Duration.ofSeconds(60);
  private static final Duration TO_THE_END = Duration.ofMinutes(2);

  private final Lab lab;
  private final Consumer<String> progress;
  private final Clerk clerk;
  private WorkerProcess worker;

  Trial(Lab lab, Consumer<String> progress) {
    this.lab = lab;
    this.progress = progress;
    this.clerk = new Clerk(lab.client());
    progress.accept("Starting a worker");
    this.worker = lab.startWorker();
    worker.awaitServing();
  }

  /** Lets a run come to its end. */
  Baseline undisturbed(Story story) {
    String order = lab.nextOrder();
    RunHandle run = lab.client().start(AGENT, story.task(order));
    if (story.needsApproval()) {
      Story.approve(clerk, Story.awaitApproval(clerk, run.key()));
    }
    String ending = Story.ending(run.await(TO_THE_END), order);
    return new Baseline(
        story.title(),
        ending,
        lab.witness().calls().count(order),
        lab.witness().effects().count(order));
  }

  /** Kills once, while one run stands at each of the points; returns a row for each. */
  List<Row> kill(List<KillPoint> points, Function<Story, Baseline> baselines) {
    List<Standing> runs = new ArrayList<>();
    points.forEach(point -> runs.add(bringTo(point)));
    progress.accept("Killing the worker");
    Outage outage = killWorker(runs);
    progress.accept("Back after %.1f s".formatted(outage.length().toMillis() / 1_000.0));
    runs.stream()
        .filter(run -> run.point().leavesDoubt())
        .forEach(run -> Story.resolveDoubt(clerk, run.run().key(), run.order()));
    List<Ending> endings = new ArrayList<>();
    runs.forEach(run -> endings.add(ending(run, baselines.apply(run.point().story()))));
    List<Row> rows = new ArrayList<>();
    for (int number = 0; number < runs.size(); number++) {
      Standing run = runs.get(number);
      Baseline baseline = baselines.apply(run.point().story());
      rows.add(row(run, outage, baseline, endings.get(number)));
    }
    return rows;
  }

  private Standing bringTo(KillPoint point) {
    progress.accept("A run goes to the kill point: " + point.title());
    String order = lab.nextOrder();
    if (point.story().needsApproval()) {
      RunHandle run = lab.client().start(AGENT, point.story().task(order));
      return new Standing(point, order, run, 0, Story.awaitApproval(clerk, run.key()));
    }
    Hold hold = lab.witness().arm(point.spots());
    RunHandle run = lab.client().start(AGENT, point.story().task(order));
    return new Standing(point, order, run, hold.await(TO_THE_POINT).jobKey(), null);
  }

  /** People do not wait for the worker. */
  private Outage killWorker(List<Standing> runs) {
    worker.kill();
    Instant killed = Instant.now();
    lab.witness().releaseOrphans();
    worker = lab.startWorker();
    runs.forEach(this::approve);
    return new Outage(killed, worker.awaitServing());
  }

  private void approve(Standing run) {
    Long task = run.userTask();
    if (task != null) {
      Story.approve(clerk, task);
    }
  }

  private static Ending ending(Standing run, Baseline baseline) {
    try {
      String ending = Story.ending(run.run().await(TO_THE_END), run.order());
      return ending.equals(baseline.ending()) ? Ending.EQUAL : Ending.DIFFERENT;
    } catch (AgentClientException lost) {
      return Ending.LOST;
    }
  }

  private Row row(Standing run, Outage outage, Baseline baseline, Ending ending) {
    return new Row(
        run.point().title(),
        run.point(),
        outage.length(),
        recovery(run, outage, ending),
        lab.witness().calls().count(run.order()),
        baseline.llmCalls() + run.point().repeatedCalls(),
        lab.witness().effects().count(run.order()),
        baseline.sideEffects(),
        ending);
  }

  /** A run may have gone on while we were still asking whether it can. */
  private @Nullable Duration recovery(Standing run, Outage outage, Ending ending) {
    return lab.witness()
        .signs()
        .firstAfter(outage.back(), run.signs())
        .map(sign -> Duration.between(outage.back(), sign))
        .orElse(ending == Ending.LOST ? null : Duration.ZERO);
  }

  /** Ends the worker. */
  @Override
  public void close() {
    worker.close();
  }
}
