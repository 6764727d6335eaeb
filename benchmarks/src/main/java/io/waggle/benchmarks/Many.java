package io.waggle.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many turns a second there are as more runs go on at the same time. */
final class Many {
  private static final int MOST = 200;

  /** Runs alone come last, when worker and engine are compiled. */
  private static final List<Integer> RUNS = List.of(MOST, 50, 10, 1);

  private static final int TURNS = 20;
  private static final int WARM_UPS = 4;
  private static final int ROUNDS = 3;

  private final AgentTurns agent;
  private final String name;

  /**
   * @param name of the workers and the journal, as the report has it
   */
  Many(AgentTurns agent, String name) {
    this.agent = agent;
    this.name = name;
  }

  void measure(Report report) throws IOException {
    agent.play(TURNS, "nothing");
    for (String kind : List.of(AgentTurns.OUTSIDE, AgentTurns.INSIDE)) {
      Turns turns = agent.of(kind);
      for (int round = 0; round < WARM_UPS; round++) {
        Turns.together(turns, MOST, TURNS);
      }
      Map<Integer, List<Cost>> costs = new LinkedHashMap<>();
      for (int runs : RUNS) {
        List<Cost> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          rounds.add(Cost.of(runs * TURNS, () -> Turns.together(turns, runs, TURNS)));
        }
        costs.put(runs, rounds);
        report.say("  %s, %s, %d runs: %s".formatted(name, kind, runs, Report.line(rounds)));
      }
      report.add(name + ", " + kind, costs);
    }
  }
}
