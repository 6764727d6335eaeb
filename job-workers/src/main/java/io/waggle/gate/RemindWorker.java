package io.waggle.gate;

import io.waggle.bpmn.JobType;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
import java.util.Map;

/**
 * Job worker {@code <agent>.remind}: tells those who are asked that nobody has answered.
 *
 * <p>Reads {@code run}, {@code gate} and {@code question}; writes nothing.
 */
public final class RemindWorker implements AgentWorker<Noticed> {
  private final GateListeners listeners;

  RemindWorker(GateListeners listeners) {
    this.listeners = listeners;
  }

  @Override
  public JobType jobType() {
    return JobType.REMIND;
  }

  @Override
  public Class<Noticed> variables() {
    return Noticed.class;
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, Noticed noticed) {
    return RunKeys.of(noticed.run());
  }

  @Override
  public JobOutcome work(AgentJob job, Noticed noticed) {
    listeners.insist(job, GateMoment.REMINDED, noticed.gate(), noticed.question());
    return JobOutcome.completed(Map.of());
  }
}
