package io.waggle.undo;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.UndoCall;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.RunKeys;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Job worker {@code <agent>.find-undo}: finds what the run, its sub-agents included, did that can
 * be undone and is not undone yet.
 *
 * <p>Reads {@code run}; writes {@code undoCalls}, the latest call first, at most {@value #MOST}:
 * the process asks again until there are none.
 */
public final class FindUndoWorker implements AgentWorker<FindUndoWorker.Ended> {
  /** Keeps the variable small. */
  static final int MOST = 100;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Journal journal;

  public FindUndoWorker(Journal journal) {
    this.journal = journal;
  }

  /** Which run. */
  public record Ended(Run run) {}

  @Override
  public JobType jobType() {
    return JobType.FIND_UNDO;
  }

  @Override
  public Class<Ended> variables() {
    return Ended.class;
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, Ended ended) {
    return RunKeys.asNamed(ended.run());
  }

  @Override
  public JobOutcome work(AgentJob job, Ended ended) {
    long run = Long.parseLong(ended.run().key());
    if (journal.underWay(run) > 0) {
      throw new OnHoldException(
          "A tool call that can be undone is still under way; its outcome has to be known first.",
          LOOK_AGAIN);
    }
    List<UndoCall> calls = journal.toUndo(run, MOST).stream().map(this::call).toList();
    return JobOutcome.completed(Map.of("undoCalls", calls));
  }

  private UndoCall call(JournaledJob done) {
    String result =
        journal.find(done.key()).map(JobRecord::content).orElse("(interrupted, may have acted)");
    return new UndoCall(
        JobType.UNDO.of(done.agent()),
        done.agent(),
        Objects.requireNonNull(done.undo()).tool(),
        Long.toString(done.key()),
        Preview.of(result, 80));
  }
}
