package io.waggle.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a turn (one LLM call and one tool call) costs beside the engine's two bare jobs and beside
 * two jobs that ask and record with hardly more than that, in a loop of their own and in the step
 * that Waggle draws, there also with the journal's rows; alone and with many runs at a time, with
 * the calls outside and inside "Think". All are measured in turns, so that whatever else happens on
 * the machine hits each.
 */
final class Overhead {
  /**
   * Rounds before the first that counts. After ten, a third of the worker's processor time was
   * still that of the compiler; after 50, a fiftieth. Runs alone come last, or they would be
   * measured in the first minute of worker and engine.
   */
  private static final int WARM_UPS = 30;

  private static final int ROUNDS_ALONE = 5;
  private static final int ROUNDS_TOGETHER = 3;
  private static final int TURNS_ALONE = 100;
  private static final int RUNS = 50;
  private static final int TURNS_TOGETHER = 20;
  private static final String BARE = "bare jobs";
  private static final String BY_HAND = "by hand";
  private static final String DRAWN = "by hand, drawn";
  private static final String JOURNALED = "by hand, drawn, journal";
  private static final String OUTSIDE = "outside";
  private static final String INSIDE = "inside";

  private final AgentTurns agent;
  private final Map<String, Turns> all = new LinkedHashMap<>();

  Overhead(Turns bare, Turns byHand, Turns drawn, Turns journaled, AgentTurns agent) {
    this.agent = agent;
    all.put(BARE, bare);
    all.put(BY_HAND, byHand);
    all.put(DRAWN, drawn);
    all.put(JOURNALED, journaled);
    all.put(OUTSIDE, agent.of(AgentTurns.OUTSIDE));
    all.put(INSIDE, agent.of(AgentTurns.INSIDE));
  }

  void measure(Report report) throws Exception {
    agent.play(TURNS_TOGETHER, "nothing");
    Map<String, List<Cost>> together =
        rounds(
            ROUNDS_TOGETHER,
            turns ->
                Cost.of(RUNS * TURNS_TOGETHER, () -> Turns.together(turns, RUNS, TURNS_TOGETHER)));
    report.add("perTurnOfFiftyRuns", together);
    report.say(
        "%d runs of %d turns at the same time, medians of %d rounds:"
            .formatted(RUNS, TURNS_TOGETHER, ROUNDS_TOGETHER));
    together.forEach(
        (name, costs) -> report.say(line(name, costs, Objects.requireNonNull(together.get(BARE)))));
    agent.play(TURNS_ALONE, "nothing");
    Map<String, List<Cost>> alone =
        rounds(ROUNDS_ALONE, turns -> Cost.of(TURNS_ALONE, () -> turns.run(TURNS_ALONE)));
    report.add("perTurnAlone", alone);
    report.say("One run, %d turns, medians of %d rounds:".formatted(TURNS_ALONE, ROUNDS_ALONE));
    alone.forEach(
        (name, costs) -> report.say(line(name, costs, Objects.requireNonNull(alone.get(BARE)))));
    split(report);
  }

  private static String line(String name, List<Cost> costs, List<Cost> bare) {
    double times =
        Report.median(costs, Cost::milliseconds) / Report.median(bare, Cost::milliseconds);
    return "  %-23s %.2f x; %s".formatted(name, times, Report.line(costs));
  }

  private void split(Report report) throws IOException {
    agent.times().reset();
    agent.of(AgentTurns.OUTSIDE).run(TURNS_ALONE);
    TurnTimes.Split split = agent.times().split(TURNS_ALONE);
    report.add("millisecondsPerTurnBySplit", split);
    report.say(
        "  outside, %.1f ms engine and intent, %.1f ms LLM call, %.1f ms worker, %.1f ms record, %.1f ms acknowledgement"
            .formatted(
                split.engineAndClaim(),
                split.llm(),
                split.work(),
                split.record(),
                split.acknowledgement()));
  }

  /** One figure a round. */
  private Map<String, List<Cost>> rounds(int times, Function<Turns, Cost> figure) {
    Map<String, List<Cost>> figures = new LinkedHashMap<>();
    for (int round = -WARM_UPS; round < times; round++) {
      for (Map.Entry<String, Turns> turns : all.entrySet()) {
        Cost cost = figure.apply(turns.getValue());
        if (round >= 0) {
          figures.computeIfAbsent(turns.getKey(), first -> new ArrayList<>()).add(cost);
        }
      }
    }
    return figures;
  }
}
