package io.waggle.gate;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
import io.waggle.journal.Journal;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Job workers {@code <agent>.remind} and {@code <agent>.escalate}: tell those who are asked that
 * nobody has answered; escalating asks others as well.
 *
 * <p>Read {@code run}, {@code gate} and {@code question}; escalating writes {@code question}. A
 * reminder does not: the question may be answered meanwhile.
 */
public final class NoticeWorker implements AgentWorker<NoticeWorker.Unanswered> {
  private final JobType jobType;
  private final GateMoment moment;
  private final UnaryOperator<Question> change;
  private final Journal journal;
  private final GateListeners listeners;

  private NoticeWorker(
      JobType jobType,
      GateMoment moment,
      UnaryOperator<Question> change,
      Journal journal,
      GateListeners listeners) {
    this.journal = journal;
    this.jobType = jobType;
    this.moment = moment;
    this.change = change;
    this.listeners = listeners;
  }

  static NoticeWorker reminding(Journal journal, GateListeners listeners) {
    return new NoticeWorker(
        JobType.REMIND, GateMoment.REMINDED, UnaryOperator.identity(), journal, listeners);
  }

  static NoticeWorker escalating(Journal journal, GateListeners listeners) {
    return new NoticeWorker(
        JobType.ESCALATE, GateMoment.ESCALATED, Question::escalated, journal, listeners);
  }

  /** A question that stands open. */
  public record Unanswered(Run run, GateKind gate, Question question) {}

  @Override
  public JobType jobType() {
    return jobType;
  }

  @Override
  public Class<Unanswered> variables() {
    return Unanswered.class;
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, Unanswered known) {
    return RunKeys.of(known.run(), journal.get(known.run().ref()).job());
  }

  @Override
  public JobOutcome work(AgentJob job, Unanswered known) {
    Question question = change.apply(known.question());
    listeners.insist(job, moment, known.gate(), question);
    boolean unchanged = question.equals(known.question());
    return JobOutcome.completed(unchanged ? Map.of() : Map.of(Variables.QUESTION, question));
  }
}
