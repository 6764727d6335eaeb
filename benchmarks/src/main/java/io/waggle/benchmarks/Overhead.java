package io.waggle.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * What a turn (one LLM call and one tool call) costs beside the engine's two bare jobs, alone and
 * with many runs at a time. Both are measured in turns, so that whatever else happens on the
 * machine hits both.
 */
final class Overhead {
  /** Until then each round is faster than the one before: the engine's code is being compiled. */
  private static final int WARM_UPS = 4;

  private static final int ROUNDS_ALONE = 5;
  private static final int ROUNDS_TOGETHER = 3;
  private static final int TURNS_ALONE = 100;
  private static final int RUNS = 50;
  private static final int TURNS_TOGETHER = 20;

  private final BareTurns bare;
  private final AgentTurns agent;

  Overhead(BareTurns bare, AgentTurns agent) {
    this.bare = bare;
    this.agent = agent;
  }

  void measure(Report report) throws Exception {
    agent.play(TURNS_ALONE, "nothing");
    Pair<Cost> alone = rounds(ROUNDS_ALONE, Overhead::costOfATurnAlone);
    report.add("millisecondsPerTurnAlone", alone.map(Cost::milliseconds));
    report.add("workerProcessorMillisecondsPerTurnAlone", alone.map(Cost::processor));
    double bareAlone = median(alone.bare(), Cost::milliseconds);
    double agentAlone = median(alone.agent(), Cost::milliseconds);
    report.say("One run, %d turns, medians of %d rounds:".formatted(TURNS_ALONE, ROUNDS_ALONE));
    report.say("  bare jobs %6.1f ms/turn".formatted(bareAlone));
    report.say("  agent     %6.1f ms/turn, %.2f x".formatted(agentAlone, agentAlone / bareAlone));
    report.say(
        "  processor time of the worker's process, with the scripted model: bare jobs %.1f ms/turn, agent %.1f ms/turn"
            .formatted(
                median(alone.bare(), Cost::processor), median(alone.agent(), Cost::processor)));
    split(report);
    agent.play(TURNS_TOGETHER, "nothing");
    Pair<Double> together = rounds(ROUNDS_TOGETHER, Overhead::turnsPerSecondTogether);
    report.add("turnsPerSecondOfFiftyRuns", together);
    double bareTogether = Report.median(together.bare());
    double agentTogether = Report.median(together.agent());
    report.say(
        "%d runs of %d turns at the same time, medians of %d rounds:"
            .formatted(RUNS, TURNS_TOGETHER, ROUNDS_TOGETHER));
    report.say("  bare jobs %6.1f turns/s".formatted(bareTogether));
    report.say(
        "  agent     %6.1f turns/s, 1/%.2f".formatted(agentTogether, bareTogether / agentTogether));
  }

  /** One figure a round. */
  record Pair<T>(List<T> bare, List<T> agent) {
    <U> Pair<U> map(Function<T, U> part) {
      return new Pair<>(bare.stream().map(part).toList(), agent.stream().map(part).toList());
    }
  }

  /**
   * What a turn takes.
   *
   * @param processor milliseconds of it that this process had a processor for, on all threads
   */
  record Cost(double milliseconds, double processor) {}

  private static double median(List<Cost> costs, Function<Cost, Double> part) {
    return Report.median(costs.stream().map(part).toList());
  }

  private void split(Report report) throws IOException {
    agent.times().reset();
    agent.run(TURNS_ALONE);
    TurnTimes.Split split = agent.times().split(TURNS_ALONE);
    report.add("millisecondsPerTurnBySplit", split);
    report.say(
        "  of which %.1f ms engine and intent, %.1f ms LLM call, %.1f ms worker, %.1f ms record, %.1f ms acknowledgement"
            .formatted(
                split.engineAndClaim(),
                split.llm(),
                split.work(),
                split.record(),
                split.acknowledgement()));
  }

  private interface Figure<T> {
    T of(Turns turns) throws Exception;
  }

  private <T> Pair<T> rounds(int times, Figure<T> figure) throws Exception {
    for (int round = 0; round < WARM_UPS; round++) {
      figure.of(bare);
      figure.of(agent);
    }
    Pair<T> figures = new Pair<>(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < times; round++) {
      figures.bare().add(figure.of(bare));
      figures.agent().add(figure.of(agent));
    }
    return figures;
  }

  private static Cost costOfATurnAlone(Turns turns) {
    long worked = processorNanos();
    long begun = System.nanoTime();
    turns.run(TURNS_ALONE);
    double took = (System.nanoTime() - begun) / 1e6;
    return new Cost(took / TURNS_ALONE, (processorNanos() - worked) / 1e6 / TURNS_ALONE);
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static double turnsPerSecondTogether(Turns turns) throws Exception {
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> runs = new ArrayList<>();
      for (int run = 0; run < RUNS; run++) {
        runs.add(threads.submit(() -> turns.run(TURNS_TOGETHER)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    }
    return RUNS * TURNS_TOGETHER / ((System.nanoTime() - begun) / 1e9);
  }
}
