package io.waggle.benchmarks;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import java.util.ArrayList;
import java.util.List;

/**
 * Notes when the turns of a run alone on the machine began and ended, and how much of each the LLM
 * call took, which grows with the conversation by nature.
 */
final class TurnTimes implements JobListener {
  private final List<Long> ends = new ArrayList<>();
  private final List<Long> llm = new ArrayList<>();

  @Override
  public synchronized void on(JobMoment moment, JobType type, AgentJob job) {
    if (type == JobType.TOOL && moment == JobMoment.COMPLETED) {
      ends.add(System.nanoTime());
    }
  }

  synchronized void llmCall(long nanos) {
    llm.add(nanos);
  }

  synchronized void reset() {
    ends.clear();
    llm.clear();
  }

  /** Milliseconds of every turn but the first, without its LLM call. */
  synchronized List<Double> turnsWithoutLlm() {
    List<Double> turns = new ArrayList<>();
    for (int turn = 1; turn < ends.size(); turn++) {
      turns.add((ends.get(turn) - ends.get(turn - 1) - llm.get(turn)) / 1e6);
    }
    return turns;
  }
}
