package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.Delivery;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.Place;
import io.waggle.engine.VariableReader;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

/**
 * Job worker {@code <agent>.ask}: lays out for a person what is to be decided.
 *
 * <p>Reads {@code run}, {@code gate}, {@code subject} and {@code askedAt}; writes {@code question},
 * {@code moments} and, where it was decided before, {@code decision}.
 */
public final class AskWorker implements AgentWorker<AskWorker.Wanted> {
  static final String MOMENTS = "moments";

  private final Map<GateKind, Gate> gates;
  private final GateListeners listeners;
  private final PassedMoments passed;

  AskWorker(Map<GateKind, Gate> gates, GateListeners listeners, Journal journal) {
    this.gates = Map.copyOf(gates);
    this.listeners = listeners;
    this.passed = new PassedMoments(journal);
  }

  /**
   * What is to be decided.
   *
   * @param askedAt by the engine's clock, which its timers go by; ISO 8601 in UTC
   */
  public record Wanted(Run run, GateKind gate, Subject subject, String askedAt) {}

  @Override
  public JobType jobType() {
    return JobType.ASK;
  }

  @Override
  public Class<Wanted> variables() {
    return Wanted.class;
  }

  @Override
  public Place place(EngineJob job, Wanted wanted) {
    Gate gate = GateConfiguration.gate(gates, wanted.gate());
    return Place.in(wanted.run(), Paths.asked(gate.spot(wanted.run(), wanted.subject()).path()));
  }

  @Override
  public JobOutcome work(AgentJob job, Wanted wanted) {
    Gate gate = GateConfiguration.gate(gates, wanted.gate());
    Gate.Case at = new Gate.Case(job, wanted.run(), wanted.subject());
    Question question = Asking.of(gate, at).question();
    listeners.tell(GateMoment.ASKED, wanted.gate(), question);
    return JobOutcome.completed(
            Map.of(
                Variables.QUESTION,
                question,
                MOMENTS,
                Moments.of(question.policy(), asked(wanted))))
        .with(Variables.DECISION, null);
  }

  private static Instant asked(Wanted wanted) {
    try {
      return Instant.parse(wanted.askedAt());
    } catch (DateTimeParseException notATime) {
      throw VariableReader.wrong(
          List.of("'askedAt' is no moment such as 2026-03-02T09:41:07Z"), notATime);
    }
  }

  /** Who was reminded, asked as well, or has decided already is not asked once more. */
  @Override
  public Delivery anew(AgentJob job, Wanted wanted, Delivery recorded) {
    return passed.since(
        recorded,
        wanted.run(),
        GateConfiguration.gate(gates, wanted.gate()).spot(wanted.run(), wanted.subject()).path());
  }
}
