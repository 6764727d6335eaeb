package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.Place;
import io.waggle.journal.Paths;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Job workers {@code <agent>.remind} and {@code <agent>.escalate}: tell those who are asked that
 * nobody has answered; escalating asks others as well.
 *
 * <p>Read {@code run}, {@code gate}, {@code subject} and {@code question}; escalating writes {@code
 * question}. A reminder does not: the question may be answered meanwhile.
 */
public final class NoticeWorker implements AgentWorker<NoticeWorker.Unanswered> {
  private final JobType jobType;
  private final GateMoment moment;
  private final UnaryOperator<Question> change;
  private final Map<GateKind, Gate> gates;
  private final GateListeners listeners;

  private NoticeWorker(
      JobType jobType,
      GateMoment moment,
      UnaryOperator<Question> change,
      Map<GateKind, Gate> gates,
      GateListeners listeners) {
    this.gates = gates;
    this.jobType = jobType;
    this.moment = moment;
    this.change = change;
    this.listeners = listeners;
  }

  static NoticeWorker reminding(Map<GateKind, Gate> gates, GateListeners listeners) {
    return new NoticeWorker(
        JobType.REMIND, GateMoment.REMINDED, UnaryOperator.identity(), gates, listeners);
  }

  static NoticeWorker escalating(Map<GateKind, Gate> gates, GateListeners listeners) {
    return new NoticeWorker(
        JobType.ESCALATE, GateMoment.ESCALATED, Question::escalated, gates, listeners);
  }

  /** A question that stands open. */
  public record Unanswered(Run run, GateKind gate, Subject subject, Question question) {}

  @Override
  public JobType jobType() {
    return jobType;
  }

  @Override
  public Class<Unanswered> variables() {
    return Unanswered.class;
  }

  @Override
  public Place place(EngineJob job, Unanswered known) {
    String gate =
        GateConfiguration.gate(gates, known.gate()).spot(known.run(), known.subject()).path();
    return Place.in(
        known.run(), moment == GateMoment.REMINDED ? Paths.reminded(gate) : Paths.escalated(gate));
  }

  @Override
  public JobOutcome work(AgentJob job, Unanswered known) {
    Question question = change.apply(known.question());
    listeners.insist(job, moment, known.gate(), question);
    boolean unchanged = question.equals(known.question());
    return JobOutcome.completed(unchanged ? Map.of() : Map.of(Variables.QUESTION, question));
  }
}
