package io.waggle.benchmarks;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobListener;
import io.waggle.engine.JobMoment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Notes when the turns of a run alone on the machine began and ended, and how much of each the LLM
 * call took, which grows with the conversation by nature.
 */
final class TurnTimes implements JobListener {
  private final List<Long> ends = new ArrayList<>();
  private final List<Long> llm = new ArrayList<>();
  private final Map<JobMoment, Long> until = new EnumMap<>(JobMoment.class);
  private long last;

  /**
   * Where the time of a run alone on the machine went, in milliseconds a turn.
   *
   * @param engineAndClaim from the end of a job to the next one's intent in the journal: the
   *     engine's way from element to element, handing the job out, and one insert
   * @param llm the LLM call over HTTP, the client's and the model's side of it
   * @param work the tool call, and all that the worker thinks about both
   * @param record one update of the journal
   * @param acknowledgement until the engine has taken the outcome; it goes on meanwhile
   */
  record Split(
      double engineAndClaim, double llm, double work, double record, double acknowledgement) {}

  @Override
  public synchronized void on(JobMoment moment, JobType type, AgentJob job) {
    if (type == JobType.TOOL || type == JobType.THINK) {
      long now = System.nanoTime();
      until.merge(moment, now - last, Long::sum);
      last = now;
    }
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
    until.clear();
    last = System.nanoTime();
  }

  /** Of the turns since the last reset; there must have been a single run. */
  synchronized Split split(int turns) {
    double calls = llm.stream().mapToLong(Long::longValue).sum() / 1e6 / turns;
    return new Split(
        millis(JobMoment.CLAIMED, turns),
        calls,
        millis(JobMoment.ACTED, turns) - calls,
        millis(JobMoment.RECORDED, turns),
        millis(JobMoment.COMPLETED, turns));
  }

  private double millis(JobMoment moment, int turns) {
    return until.getOrDefault(moment, 0L) / 1e6 / turns;
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
