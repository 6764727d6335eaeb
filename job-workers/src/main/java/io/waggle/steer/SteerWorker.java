package io.waggle.steer;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Steering;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
import java.util.Map;

/**
 * Job worker {@code <agent>.steer}: files what a person says to a run in the journal, where its
 * steps, and those of its sub-agents, find it on their next turn.
 *
 * <p>Reads {@code run} and {@code steering}; writes {@code resumed}.
 */
public final class SteerWorker implements AgentWorker<SteerWorker.Said> {
  private final RunGuidance guidance;

  public SteerWorker(RunGuidance guidance) {
    this.guidance = guidance;
  }

  /** What was said to which run. */
  public record Said(Run run, Steering steering) {}

  @Override
  public JobType jobType() {
    return JobType.STEER;
  }

  @Override
  public Class<Said> variables() {
    return Said.class;
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, Said said) {
    return RunKeys.of(said.run(), processInstanceKey);
  }

  @Override
  public JobOutcome work(AgentJob job, Said said) {
    return JobOutcome.completed(
            Map.of("resumed", said.steering().action() == Steering.Action.RESUME))
        .withContent(guidance.write(said.steering()));
  }
}
