package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Variables;
import io.waggle.decision.DecisionRecord;
import io.waggle.decision.Decisions;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.Place;
import io.waggle.engine.TryAgainException;
import io.waggle.journal.Paths;
import io.waggle.plan.PlanEdit;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.decide}: checks what a person decided against what was asked, and
 * records it. A decision that cannot be used is given back, and the person is asked again.
 *
 * <p>Reads {@code run}, {@code gate}, {@code subject}, {@code question}, {@code silence} and {@code
 * decision}; writes {@code question} and {@code decision}.
 */
public final class DecideWorker implements AgentWorker<DecideWorker.Said> {
  private static final String CHANGED =
      "What is asked has changed since it was shown to you. Please look again and decide.";

  private static final String CLIPPED =
      "It is longer than can be shown, so it cannot be approved. Reject it, and say that it should be done in smaller parts.";

  /** Attempts until a user task that does not show as completed counts as not completed. */
  private static final int ATTEMPTS_TO_PROVE = 4;

  private final Map<GateKind, Gate> gates;
  private final Decisions decisions;
  private final DecisionProofs proofs;
  private final CallersOfGates callers;
  private final GateListeners listeners;
  private final Clock clock;

  DecideWorker(
      Map<GateKind, Gate> gates,
      Decisions decisions,
      DecisionProofs proofs,
      CallersOfGates callers,
      GateListeners listeners,
      Clock clock) {
    this.gates = Map.copyOf(gates);
    this.decisions = decisions;
    this.proofs = proofs;
    this.callers = callers;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * What was asked, and what a person said.
   *
   * @param silence whether nobody said anything in time; only the process itself can say so
   * @param decision as the form, the command line or any client wrote it; checked here
   */
  public record Said(
      Run run,
      GateKind gate,
      Subject subject,
      Question question,
      @Nullable Boolean silence,
      @Nullable JsonNode decision) {}

  @Override
  public JobType jobType() {
    return JobType.DECIDE;
  }

  @Override
  public Class<Said> variables() {
    return Said.class;
  }

  @Override
  public Place place(EngineJob job, Said said) {
    Gate.Spot spot = gate(said).spot(said.run(), said.subject());
    callers.require(job, said.run(), spot);
    return Place.in(said.run(), Paths.decided(spot.path()));
  }

  @Override
  public JobOutcome work(AgentJob job, Said said) {
    Gate gate = gate(said);
    Gate.Case at = new Gate.Case(job, said.run(), said.subject());
    Asking now = Asking.of(gate, at);
    String digest = now.question().digest();
    boolean changed = !now.isAsShown(said.question());
    if (Boolean.TRUE.equals(said.silence())) {
      return take(said, at, silence(gate, at, changed || now.sheet().clipped()), digest);
    }
    return switch (SaidDecision.read(said.decision(), said.gate(), digest)) {
      case SaidDecision.Faulty faulty -> askAgain(said, now, changed ? CHANGED : faulty.problem());
      case SaidDecision.Clear clear -> {
        if (changed && !clear.isHarmless()) {
          yield askAgain(said, now, CHANGED);
        }
        if (now.sheet().clipped() && clear.approves()) {
          yield askAgain(said, now, CLIPPED);
        }
        yield switch (gate.settle(at, clear.decision())) {
          case Settled.Unusable unusable -> askAgain(said, now, unusable.problem());
          case Settled.Usable usable -> proven(said, at, now, clear, usable);
        };
      }
    };
  }

  /** What lets something happen counts only where a person completed the user task with it. */
  private JobOutcome proven(
      Said said, Gate.Case at, Asking now, SaidDecision.Clear clear, Settled.Usable usable) {
    Decision decision = clear.decision();
    String digest = now.question().digest();
    return switch (proofs.of(at.job().processInstanceKey(), said.gate(), said.decision())) {
      case Proof.Given given ->
          take(
              said, at, new Verdict(decision.saidBy(name(given, decision)), false, usable), digest);
      case Proof.Unknown unknown -> take(said, at, new Verdict(decision, false, usable), digest);
      case Proof.Missing missing -> {
        if (clear.isHarmless()) {
          yield take(said, at, new Verdict(decision, false, usable), digest);
        }
        if (at.job().attempt() < ATTEMPTS_TO_PROVE && !at.job().lastAttempt()) {
          throw new TryAgainException(missing.problem(), null, null);
        }
        yield askAgain(said, now, missing.problem() + " Please look again and decide.");
      }
    };
  }

  private static @Nullable String name(Proof.Given given, Decision decision) {
    return given.by() == null ? decision.by() : given.by();
  }

  private Gate gate(Said said) {
    return GateConfiguration.gate(gates, said.gate());
  }

  /** A decision that counts. */
  private record Verdict(Decision decision, boolean silence, Settled.Usable usable) {}

  /** Silence approves what was shown whole, and nothing that has changed since. */
  private static Verdict silence(Gate gate, Gate.Case at, boolean unseen) {
    if (gate.policy(at).silence() == GatePolicy.Silence.APPROVE
        && !unseen
        && gate.kind().actions().contains(Action.APPROVE)) {
      Decision approval = Decision.of(Action.APPROVE);
      if (gate.settle(at, approval) instanceof Settled.Usable usable) {
        return new Verdict(approval, true, usable);
      }
    }
    return new Verdict(Decision.of(gate.kind().safe()), true, gate.deny());
  }

  /** The form begins with what the person filled in, and with the first draft for the rest. */
  private static JobOutcome askAgain(Said said, Asking now, String problem) {
    ObjectNode draft = now.question().draft().deepCopy();
    if (said.decision() != null) {
      said.decision().properties().stream()
          .filter(filled -> !filled.getValue().isNull())
          .forEach(filled -> draft.set(filled.getKey(), filled.getValue()));
    }
    draft.remove("digest");
    return JobOutcome.completed(
            Map.of(Variables.QUESTION, now.again(said.question(), draft, problem)))
        .unrecorded();
  }

  private JobOutcome take(Said said, Gate.Case at, Verdict verdict, String digest) {
    Subject subject = said.subject();
    Plan plan = subject.plan();
    PlanEdit.Edited edited = verdict.usable().plan();
    TakenDecision taken = taken(said, at, verdict);
    DecisionRecord record =
        new DecisionRecord(
            summary(taken),
            digest,
            gate(said).policy(at),
            plan == null ? null : plan.ref(),
            verdict.usable().arguments(),
            edited == null ? null : edited.steps());
    listeners.tell(GateMoment.DECIDED, said.gate(), said.question());
    JobOutcome outcome =
        JobOutcome.completed(
                Map.of(Variables.DECISION, taken, Variables.QUESTION, said.question().answered()))
            .withContent(decisions.write(record));
    return edited == null || plan == null
        ? outcome
        : outcome.withMessages(plan.ref(), edited.messages());
  }

  private TakenDecision taken(Said said, Gate.Case at, Verdict verdict) {
    Decision decision = verdict.decision();
    Settled.Usable usable = verdict.usable();
    return new TakenDecision(
        said.gate(),
        gate(said).subject(at),
        decision.action(),
        decision.by(),
        verdict.silence(),
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
        decision.reason(),
        usable.text(),
        usable.task(),
        usable.plan() == null ? null : usable.plan().plan(),
        decision.extendBy(),
        at.job().ref());
  }

  /** The plan is in the record itself. */
  private static TakenDecision summary(TakenDecision taken) {
    return new TakenDecision(
        taken.gate(),
        taken.subject(),
        taken.action(),
        taken.by(),
        taken.silence(),
        taken.at(),
        taken.reason(),
        taken.text(),
        null,
        null,
        taken.extendBy(),
        taken.ref());
  }
}
