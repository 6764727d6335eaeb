package io.waggle.undo;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.UndoCall;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Place;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.Paths;
import io.waggle.journal.UndoableCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.find-undo}: finds what the run, its sub-agents included, did that can
 * be undone and is not undone yet.
 *
 * <p>Reads {@code run} and {@code ending}; writes {@code undoCalls}, the latest call first, at most
 * {@value #MOST}: the process asks again until there are none.
 */
public final class FindUndoWorker implements AgentWorker<FindUndoWorker.Ended> {
  /** Keeps the variable small. */
  static final int MOST = 100;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Journal journal;
  private final UndoableCalls calls;

  public FindUndoWorker(Journal journal, UndoableCalls calls) {
    this.calls = calls;
    this.journal = journal;
  }

  /**
   * Which run, and how it is to end.
   *
   * @param ending the variables that the process ends with: outcome, result and cancellation
   */
  public record Ended(Run run, @Nullable JsonNode ending) {}

  @Override
  public JobType jobType() {
    return JobType.FIND_UNDO;
  }

  @Override
  public Class<Ended> variables() {
    return Ended.class;
  }

  @Override
  public Place place(EngineJob job, Ended ended) {
    return Place.unrecorded(ended.run());
  }

  @Override
  public JobOutcome work(AgentJob job, Ended ended) {
    Run run = ended.run();
    note(job, ended);
    if (calls.underWay(run.id(), run.path()) > 0) {
      throw new OnHoldException(
          "A tool call that can be undone is still under way; its outcome has to be known first.",
          LOOK_AGAIN);
    }
    List<UndoCall> found =
        calls.toUndo(run.id(), run.path(), MOST).stream().map(this::call).toList();
    return JobOutcome.completed(Map.of("undoCalls", found));
  }

  /** From now on no call that can be undone begins; and a run that is recreated goes to its end. */
  private void note(AgentJob job, Ended ended) {
    JsonNode ending = ended.ending();
    journal.note(
        new JournaledJob(
            new JobAddress(ended.run().id(), Paths.cancel(ended.run().path())),
            ended.run().path(),
            ended.run().epoch(),
            job.agent().name(),
            JobType.FIND_UNDO,
            job.key(),
            job.processInstanceKey(),
            null),
        ending == null ? "{}" : ending.toString());
  }

  private UndoCall call(JournaledJob done) {
    String result =
        journal.find(done.at()).map(JobRecord::content).orElse("(interrupted, may have acted)");
    return new UndoCall(
        JobType.UNDO.of(done.agent()),
        done.agent(),
        Objects.requireNonNull(done.undoTool()),
        done.at().path(),
        Preview.of(result, 80));
  }
}
