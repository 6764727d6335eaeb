package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
import java.util.Map;

/**
 * Job worker {@code <agent>.ask}: lays out for a person what is to be decided.
 *
 * <p>Reads {@code run}, {@code gate} and {@code subject}; writes {@code question}.
 */
public final class AskWorker implements AgentWorker<AskWorker.Wanted> {
  private final Map<GateKind, Gate> gates;
  private final GateListeners listeners;

  AskWorker(Map<GateKind, Gate> gates, GateListeners listeners) {
    this.gates = Map.copyOf(gates);
    this.listeners = listeners;
  }

  /** What is to be decided. */
  public record Wanted(Run run, GateKind gate, Subject subject) {}

  @Override
  public JobType jobType() {
    return JobType.ASK;
  }

  @Override
  public Class<Wanted> variables() {
    return Wanted.class;
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, Wanted wanted) {
    return GateConfiguration.gate(gates, wanted.gate()).runKeys(wanted.run(), wanted.subject());
  }

  @Override
  public JobOutcome work(AgentJob job, Wanted wanted) {
    Gate gate = GateConfiguration.gate(gates, wanted.gate());
    Gate.Case at = new Gate.Case(job, wanted.run(), wanted.subject());
    Question question = Asking.of(gate, at).question();
    listeners.tell(GateMoment.ASKED, wanted.gate(), question);
    return JobOutcome.completed(Map.of(Variables.QUESTION, question));
  }
}
