package io.waggle.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.TakenDecision;
import io.waggle.engine.CallingInstances;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalText;
import io.waggle.journal.Paths;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads decisions from the journal. What the variables of a process say about an approval does not
 * count: whoever may change variables could say anything there.
 */
public final class Decisions {
  /** Decisions in the result of a run at the most; the journal has all. */
  private static final int MOST = 50;

  private static final Set<Action> APPROVALS =
      Set.of(Action.APPROVE, Action.APPROVE_ALL, Action.EDIT);

  private final Journal journal;
  private final ObjectMapper mapper;
  private final CallingInstances callers;

  public Decisions(Journal journal, ObjectMapper mapper, CallingInstances callers) {
    this.journal = journal;
    this.mapper = mapper;
    this.callers = callers;
  }

  /**
   * @return a decision as the content of its record
   */
  public String write(DecisionRecord decision) {
    try {
      return mapper.writeValueAsString(decision);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * @param run the run whose turn asked for the call
   * @param call where the call is
   * @param tool the tool's name
   * @param policy who has to approve the call
   * @return whether a person let this call run, or one who may approve it every call of the tool
   */
  public boolean approved(Run run, JobAddress call, String tool, GatePolicy policy) {
    Optional<DecisionRecord> own = on(call);
    return own.isPresent()
        ? APPROVALS.contains(own.get().taken().action())
        : approvedForRun(run, tool, policy)
            // what was said of a whole run is not bound to a turn
            && isStepOf(
                run, journal.get(run, Paths.turnOf(call.path())).job().processInstanceKey());
  }

  /**
   * Whose step a process instance is was known from variables alone when the step began.
   *
   * @param run as the variables name it
   * @param step process instance of a step
   * @return false if the cluster says that another run has called the step
   */
  public boolean isStepOf(Run run, long step) {
    return !(callers.callerOf(step) instanceof CallingInstances.Calling.Called caller)
        || journal.isIn(new JobAddress(run.id(), Paths.accept(run.path())), caller.by());
  }

  /**
   * @param run a run
   * @param tool a tool's name
   * @param policy who has to approve the call
   * @return whether one of those let every further call of the tool run without asking
   */
  public boolean approvedForRun(Run run, String tool, GatePolicy policy) {
    return journal.texts().own(run.id(), run.path(), JobType.DECIDE).stream()
        .map(this::read)
        .anyMatch(decision -> approvesAll(decision, tool, policy));
  }

  /**
   * @param call where a tool call is
   * @return the arguments that a person gave it in place of the model's; empty if nobody did
   */
  public Optional<JsonNode> editedArguments(JobAddress call) {
    return on(call)
        .filter(decision -> decision.taken().action() == Action.EDIT)
        .map(DecisionRecord::arguments);
  }

  /**
   * @param call where a tool call is
   * @return the digest of what a person saw who decided on this very call; empty if nobody did
   */
  public Optional<String> digest(JobAddress call) {
    return on(call).map(DecisionRecord::digest);
  }

  /**
   * @param run the run that is to work on the plan
   * @param planRef the plan: its own record, or that of the decision that changed it
   * @return whether a person approved the plan
   */
  public boolean approvedPlan(Run run, String planRef) {
    String edited = Paths.decided(Paths.approval(""));
    String plan =
        planRef.endsWith(edited)
            ? planRef.substring(0, planRef.length() - edited.length())
            : planRef;
    JobAddress decided = new JobAddress(run.id(), Paths.decided(Paths.approval(plan)));
    return journal
        .find(decided)
        .map(this::read)
        .filter(decision -> decision.taken().gate() == GateKind.PLAN)
        .map(
            decision ->
                switch (decision.taken().action()) {
                  case APPROVE -> planRef.equals(decision.planRef());
                  case EDIT -> planRef.equals(decided.path());
                  default -> false;
                })
        .orElse(false);
  }

  /**
   * @return what was decided in a run, the last decisions if there are many; with those of its
   *     sub-agents, if it is the run at the top
   */
  public List<TakenDecision> in(Run run) {
    List<JournalText> texts =
        run.depth() == 0
            ? journal.texts().all(run.id(), run.path(), JobType.DECIDE)
            : journal.texts().of(run.id(), run.path(), JobType.DECIDE);
    return texts.stream()
        .skip(Math.max(0, texts.size() - MOST))
        .map(text -> read(text).taken())
        .toList();
  }

  /**
   * @param decided where a decision may be
   * @return the decision; empty if nobody has taken it
   */
  public Optional<TakenDecision> at(JobAddress decided) {
    return journal.find(decided).map(record -> read(record).taken());
  }

  /** The decision on a tool call: it has one gate, which is passed once. */
  private Optional<DecisionRecord> on(JobAddress call) {
    return journal
        .find(new JobAddress(call.run(), Paths.decided(Paths.approval(call.path()))))
        .map(this::read)
        .filter(decision -> decision.taken().gate() == GateKind.TOOL_CALL);
  }

  /** What the clerks let pass, the directors are still asked about. */
  private static boolean approvesAll(DecisionRecord decision, String tool, GatePolicy policy) {
    return decision.taken().action() == Action.APPROVE_ALL
        && policy.equals(decision.policy())
        && decision.taken().subject().equals(tool);
  }

  private DecisionRecord read(JobRecord decided) {
    return read(new JournalText(decided.ref(), decided.content()));
  }

  private DecisionRecord read(JournalText text) {
    try {
      return mapper.readValue(text.text(), DecisionRecord.class);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException(
          "The journal's record %s is no decision.".formatted(text.ref()), damaged);
    }
  }
}
