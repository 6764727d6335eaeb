package io.waggle.gate;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
import java.util.Map;

/**
 * Job worker {@code <agent>.escalate}: asks others as well, and tells them.
 *
 * <p>Reads {@code run}, {@code gate} and {@code question}; writes {@code question}.
 */
public final class EscalateWorker implements AgentWorker<Noticed> {
  private final GateListeners listeners;

  EscalateWorker(GateListeners listeners) {
    this.listeners = listeners;
  }

  @Override
  public JobType jobType() {
    return JobType.ESCALATE;
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
    Question escalated = noticed.question().escalated();
    listeners.insist(job, GateMoment.ESCALATED, noticed.gate(), escalated);
    return JobOutcome.completed(Map.of(Variables.QUESTION, escalated));
  }
}
