package io.waggle.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What turn 1,000 costs beside turn 10, with 4 KB more to remember each turn; engine and journal,
 * without the LLM calls.
 */
final class Growth {
  private static final int TURNS = 999;
  private static final int WINDOW = 50;

  private final AgentTurns agent;

  Growth(AgentTurns agent) {
    this.agent = agent;
  }

  /** Returns how many times as much the last turns cost as the first. */
  double measure(Report report) throws IOException {
    agent.play(50, "nothing");
    agent.of(AgentTurns.OUTSIDE).run(50);
    agent.play(TURNS, "nothing_long");
    agent.times().reset();
    agent.of(AgentTurns.OUTSIDE).run(TURNS);
    List<Double> turns = agent.times().turnsWithoutLlm();
    double first = Report.median(turns.subList(8, 8 + WINDOW));
    double last = Report.median(turns.subList(turns.size() - WINDOW, turns.size()));
    report.add("millisecondsPerTurn", turns);
    report.add("medians", Map.of("firstTurns", first, "lastTurns", last));
    report.say(
        "One run of %,d turns with 4 KB observations, without the LLM calls:".formatted(TURNS + 1));
    report.say("  turns 10 to %d: %.1f ms".formatted(9 + WINDOW, first));
    report.say("  the last %d turns: %.1f ms, %.2f x".formatted(WINDOW, last, last / first));
    return last / first;
  }
}
