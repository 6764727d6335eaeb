package io.waggle.answer;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Variables;
import io.waggle.decision.Decisions;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
import io.waggle.journal.Families;
import java.util.List;
import java.util.Map;

/**
 * Job worker {@code <agent>.find-decisions}: lists what people decided in a run that ends without a
 * result, and sums up what it used, because it was rejected, failed or was cancelled.
 *
 * <p>Reads {@code run}; writes {@code usage}, and {@code decisions} if there are any.
 */
public final class FindDecisionsWorker implements AgentWorker<FindDecisionsWorker.Ended> {
  private final Decisions decisions;
  private final Families families;

  public FindDecisionsWorker(Decisions decisions, Families families) {
    this.families = families;
    this.decisions = decisions;
  }

  /** Which run. */
  public record Ended(Run run) {}

  @Override
  public JobType jobType() {
    return JobType.FIND_DECISIONS;
  }

  @Override
  public Class<Ended> variables() {
    return Ended.class;
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, Ended ended) {
    return RunKeys.of(ended.run(), processInstanceKey);
  }

  @Override
  public JobOutcome work(AgentJob job, Ended ended) {
    List<TakenDecision> taken = decisions.in(ended.run());
    JobOutcome outcome =
        JobOutcome.completed(Map.of(Variables.USAGE, families.usage(job.processInstanceKey())));
    return taken.isEmpty() ? outcome : outcome.with(Variables.DECISIONS, taken);
  }
}
