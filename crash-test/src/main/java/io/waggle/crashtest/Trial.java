package io.waggle.crashtest;

import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClientException;
import io.waggle.client.RunHandle;
import io.waggle.client.RunRequest;
import io.waggle.crashtest.Row.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings runs to where they are to stand, kills what is under them, and compares their outcomes.
 */
final class Trial implements AutoCloseable {
  static final String AGENT = "crash-test-buyer";

  /** All of its turns and calls are inside one job "Think". */
  static final String SUB_AGENT = "crash-test-scout";

  private static final Duration TO_THE_POINT = Duration.ofSeconds(60);
  private static final Duration TO_THE_END = Duration.ofMinutes(2);

  /** One run that is late takes nothing from those behind it. */
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);

  private final Lab lab;
  private final Consumer<String> progress;
  private final Clerk clerk;
  private final Replays replays;
  private final String[] settings;
  private WorkerProcess worker;

  Trial(Lab lab, Consumer<String> progress, String... settings) {
    this.lab = lab;
    this.settings = settings;
    this.progress = progress;
    this.clerk = new Clerk(lab.client());
    this.replays = new Replays(lab.client(), run -> AGENT);
    progress.accept("Starting a worker");
    this.worker = lab.startWorker(settings);
    worker.awaitServing();
  }

  /** Lets a run come to its end. */
  Baseline undisturbed(Story story) {
    String order = lab.nextOrder();
    RunHandle run = start(story, order);
    GateKind gate = story.gate();
    if (gate != null) {
      clerk.answer(gate, order);
    }
    String ending = Story.ending(run.await(TO_THE_END), order);
    return new Baseline(story.title(), ending, lab.cost(order));
  }

  /** Kills once, while one run stands at each of the points; returns a row for each. */
  List<Row> kill(Victim victim, List<KillPoint> points, Function<Story, Baseline> baselines) {
    List<Standing> standing = new ArrayList<>();
    points.forEach(point -> standing.add(bringTo(point)));
    progress.accept("Killing " + victim.words());
    Instant killed = kill(victim);
    List<Standing> runs = new ArrayList<>();
    Outage outage = new Outage(killed, bringBack(victim, standing, runs));
    progress.accept("Back after %.1f s".formatted(outage.length().toMillis() / 1_000.0));
    runs.forEach(run -> answer(victim, run));
    Instant deadline = Instant.now().plus(TO_THE_END);
    List<Ending> endings = new ArrayList<>();
    runs.forEach(run -> endings.add(ending(run, baselines.apply(run.point().story()), deadline)));
    List<Row> rows = new ArrayList<>();
    for (int number = 0; number < runs.size(); number++) {
      Standing run = runs.get(number);
      Baseline baseline = baselines.apply(run.point().story());
      rows.add(row(victim, run, outage, baseline, endings.get(number)));
    }
    return rows;
  }

  private RunHandle start(Story story, String order) {
    return lab.client().start(RunRequest.of(AGENT, story.task(order)).id(order));
  }

  private Standing bringTo(KillPoint point) {
    progress.accept("A run goes to the kill point: " + point.title());
    String order = lab.nextOrder();
    GateKind gate = point.story().gate();
    if (gate != null && point.spots().isEmpty()) {
      RunHandle run = start(point.story(), order);
      return new Standing(point, order, run, "", clerk.awaitTask(gate, order));
    }
    Hold hold = lab.witness().arm(point.spots());
    RunHandle run = start(point.story(), order);
    if (gate != null) {
      clerk.answer(gate, order);
    }
    return new Standing(point, order, run, hold.await(TO_THE_POINT).job(), null);
  }

  /** Returns when; whatever was on its way goes on. */
  private Instant kill(Victim victim) {
    if (victim.isEngine()) {
      lab.questions().keep();
      lab.engine().kill();
    }
    if (victim.isWorker()) {
      worker.kill();
    }
    Instant killed = Instant.now();
    lab.witness().releaseOrphans();
    return killed;
  }

  /**
   * Starts anew what was killed, and has the runs replayed that died with their engine.
   *
   * @param runs is given those that go on
   * @return since when they can
   */
  private Instant bringBack(Victim victim, List<Standing> standing, List<Standing> runs) {
    if (victim.isWorker()) {
      worker = lab.startWorker(settings);
    }
    if (!victim.isEngine()) {
      standing.forEach(this::decide); // people do not wait for the worker
      runs.addAll(standing);
      return worker.awaitServing();
    }
    lab.engine().comeBackEmpty();
    Instant back = worker.awaitServing();
    for (Standing run : standing) {
      runs.add(run.on(replays.replay(run.order())));
      back = runs.size() == 1 ? Instant.now() : back;
    }
    return back;
  }

  private void decide(Standing run) {
    Long task = run.userTask();
    GateKind gate = run.point().story().gate();
    if (task != null && gate != null) {
      clerk.decide(task, Story.decision(gate, run.order()));
    }
  }

  /** What people are asked, or asked again. A run that does not ask is lost, not the test. */
  private void answer(Victim victim, Standing run) {
    KillPoint point = run.point();
    GateKind gate =
        point.leavesDoubt(victim)
            ? GateKind.IN_DOUBT
            : point.asksAgain(victim) ? point.story().gate() : null;
    try {
      if (gate != null) {
        clerk.answer(gate, run.order());
      }
    } catch (CrashTestException notAsked) {
      progress.accept(String.valueOf(notAsked.getMessage()));
    }
  }

  private static Ending ending(Standing run, Baseline baseline, Instant deadline) {
    Duration left = Duration.between(Instant.now(), deadline);
    try {
      String ending =
          Story.ending(
              run.run().await(left.compareTo(LEAST_PATIENCE) > 0 ? left : LEAST_PATIENCE),
              run.order());
      return ending.equals(baseline.ending()) ? Ending.EQUAL : Ending.DIFFERENT;
    } catch (AgentClientException lost) {
      return Ending.LOST;
    }
  }

  private Row row(Victim victim, Standing run, Outage outage, Baseline baseline, Ending ending) {
    return new Row(
        run.point().title(),
        victim,
        run.point(),
        outage.length(),
        recovery(outage, victim.isEngine() ? List.of(run.order()) : run.signs(), ending),
        lab.cost(run.order()),
        baseline.disturbed(victim, run.point()),
        ending);
  }

  /**
   * A run may have gone on while we were still asking whether it can.
   *
   * @param signs what shows that it does; where the engine was lost, that its jobs are delivered to
   *     the new one shows nothing yet
   */
  private @Nullable Duration recovery(Outage outage, List<String> signs, Ending ending) {
    return lab.witness()
        .signs()
        .firstAfter(outage.back(), signs)
        .map(sign -> Duration.between(outage.back(), sign))
        .orElse(ending == Ending.LOST ? null : Duration.ZERO);
  }

  /** Ends the worker. */
  @Override
  public void close() {
    worker.close();
  }
}
