package io.waggle.step;

import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Turn;
import io.waggle.budget.Reached;
import io.waggle.budget.Standing;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.Delivery;
import io.waggle.engine.EngineJob;
import io.waggle.engine.Inline;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.Place;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.Paths;
import io.waggle.llm.Message;
import io.waggle.plan.PlanJson;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.steer.Guidance;
import io.waggle.steer.RunGuidance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Job worker {@code <agent>.think}: one turn of a step.
 *
 * <p>Reads {@code run}, {@code planRef}, {@code step}, {@code results}, {@code turn}, {@code
 * observations}, {@code extension} and {@code hold}; writes {@code turn}, when the step ends {@code
 * stepResult}, and {@code hold} where it has to wait before it thinks: {@code paused}, {@code
 * limit}, with {@code reached} where it is one that the run shares, or {@code asked elsewhere},
 * where another step asks about the same one; with {@code lookAgain}, how long until a step that
 * waits looks again. It clears {@code observations}, so that they are not taken for those of a
 * later turn. A step that the plan gave to a sub-agent is handed on without an LLM call.
 */
public final class ThinkWorker implements AgentWorker<StepVariables> {
  private static final String TURN = "turn";
  private static final String HOLD = "hold";
  private static final String PAUSED = "paused";
  private static final String LIMIT = "limit";
  private static final String ASKED_ELSEWHERE = "asked elsewhere";
  private static final String REACHED = "reached";
  private static final String LOOK_AGAIN = "lookAgain";
  private static final String OBSERVATIONS = "observations";

  private final ModelCalls models;
  private final Journal journal;
  private final Thinking thinking;
  private final Delegation delegation;
  private final Observations observations;
  private final CallRules rules;
  private final RunGuidance guidance;
  private final KnownAnswers answers;
  private final InlineCalls inline;

  public ThinkWorker(
      ModelCalls models,
      Journal journal,
      Briefing briefing,
      PlanJson plans,
      CallRules rules,
      RunGuidance guidance) {
    this.rules = rules;
    this.inline = new InlineCalls(rules.inline());
    this.guidance = guidance;
    this.models = models;
    this.journal = journal;
    this.answers = new KnownAnswers(journal);
    StepPrompt prompt = new StepPrompt(journal, briefing, plans);
    this.observations = new Observations(journal);
    this.thinking = new Thinking(models, journal, briefing, prompt, observations, rules);
    this.delegation = new Delegation(prompt, observations, rules.approvals());
  }

  @Override
  public JobType jobType() {
    return JobType.THINK;
  }

  @Override
  public Class<StepVariables> variables() {
    return StepVariables.class;
  }

  @Override
  public boolean isHarmless(Agent agent, StepVariables known, Place place) {
    return true;
  }

  @Override
  public Place place(EngineJob job, StepVariables known) {
    Run run = known.run();
    Turn last = known.turn();
    if (last == null) {
      String first = Paths.turn(ownStep(known), 1);
      requireOwn(job, run, first);
      return Place.in(run, first);
    }
    JournaledJob before = journal.get(run, last.ref()).job();
    if (before.type() != JobType.THINK || !before.scope().equals(run.path())) {
      throw new NeedsPersonException(
          "The variable 'turn' refers to record '%s' of the journal, which is no turn of this step. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(last.ref()),
          null);
    }
    Place.requireIn(journal, run, last.ref(), job.processInstanceKey());
    return Place.in(run, Paths.next(last.ref()));
  }

  /** The step has to be one of the plan that the variables name. */
  private String ownStep(StepVariables known) {
    String plan = journal.get(known.run(), known.planRef()).job().at().path();
    String at = known.step().at();
    String revision = at.lastIndexOf('/') < 0 ? "" : Paths.planOf(at);
    if (!plan.equals(revision) && !plan.startsWith(revision + "/")) {
      throw new NeedsPersonException(
          "The variable 'step' is at '%s', which is no step of the plan '%s'. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(Preview.of(at), plan),
          null);
    }
    return at;
  }

  /**
   * Where the step had begun elsewhere: a token was moved back, or the variables are of another.
   */
  private void requireOwn(EngineJob job, Run run, String first) {
    boolean elsewhere =
        journal
            .known(new JobAddress(run.id(), first))
            .filter(turn -> turn.epoch() == run.epoch())
            .filter(turn -> turn.processInstanceKey() != job.processInstanceKey())
            .isPresent();
    if (elsewhere && !rules.approvals().isStepOf(run, job.processInstanceKey())) {
      throw new NeedsPersonException(
          "The variable 'run' names the run '%s', which did not begin this step. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(run.address()),
          null);
    }
  }

  /** What processes answered that are no agents is not asked for again. */
  @Override
  public Delivery anew(AgentJob job, StepVariables known, Delivery recorded) {
    return answers.knownIn(job, known.run(), recorded);
  }

  @Override
  public Optional<Inline<StepVariables>> inline(
      AgentJob job, StepVariables known, Delivery outcome) {
    return inline.after(job, known, outcome);
  }

  @Override
  public JobOutcome work(AgentJob job, StepVariables known) {
    RunGuidance.Standing standing = guidance.of(known.run(), job.said());
    if (standing.paused()) {
      // a pause that has just ended may have been missed
      return held(PAUSED).with(LOOK_AGAIN, known.isHeldAs(PAUSED) ? "PT5M" : "PT5S");
    }
    if (known.turn() == null) {
      requireApprovedPlan(job, known);
    }
    Standing budget = rules.budgets().of(job, known.run());
    Optional<Reached> reached = models.isGiven(job) ? Optional.empty() : budget.reached();
    if (reached.isPresent() && known.run().extendLimits() && !reached.get().closed()) {
      switch (rules.budgets().asking(job, known.run(), reached.get())) {
        case SELF -> {
          return limit(reached.get());
        }
        case ANOTHER -> {
          return held(ASKED_ELSEWHERE)
              .with(LOOK_AGAIN, known.isHeldAs(ASKED_ELSEWHERE) ? "PT30S" : "PT5S");
        }
        case NOBODY -> {
          // as if the answer had been no
        }
      }
    }
    if (known.step().agent() != null) {
      return gone(delegation.work(job, known, budget));
    }
    if (reached.isPresent() && reached.get().isExhausted()) {
      return gone(ended(job, known, reached.get()));
    }
    if (reached.isEmpty() && known.needsMoreTurns()) {
      return held(LIMIT).with(REACHED, null);
    }
    List<Guidance> fresh =
        standing.guidance().stream().filter(said -> !known.heard().contains(said.ref())).toList();
    return gone(hearing(thinking.turn(job, known, fresh, budget, reached.orElse(null)), fresh));
  }

  private static JobOutcome gone(JobOutcome outcome) {
    return outcome.with(HOLD, null).with(OBSERVATIONS, null);
  }

  /** A person is asked, in the name of all branches of the run. */
  private static JobOutcome limit(Reached reached) {
    return held(LIMIT)
        .with(
            REACHED,
            Map.of(
                "name", reached.limit().member(),
                "value", reached.value(),
                "at", reached.gate()));
  }

  /** No model is asked any more. */
  private JobOutcome ended(AgentJob job, StepVariables known, Reached reached) {
    List<Message> added =
        observations.messages(known.run(), observations.seen(known), models.window(job).room());
    List<Message> all = new ArrayList<>(journal.conversation(known.run(), known.parentRef()));
    all.addAll(added);
    return LimitEnd.of(job, known, reached, all, known.usage())
        .withMessages(known.parentRef(), added);
  }

  /** Nothing was thought: the process waits for a person and comes back. */
  private static JobOutcome held(String why) {
    return JobOutcome.completed(Map.of(HOLD, why)).unrecorded();
  }

  private void requireApprovedPlan(AgentJob job, StepVariables known) {
    if (!rules.approvals().mayWorkOn(job.agent(), known.run(), known.planRef())) {
      throw new NeedsPersonException(
          "Nobody approved the plan %s of this run, which the agent '%s' has to wait for. Cancel the run, or move its token to 'Make plan' in Operate."
              .formatted(known.planRef(), job.agent().name()),
          null);
    }
  }

  private static JobOutcome hearing(JobOutcome outcome, List<Guidance> fresh) {
    if (fresh.isEmpty() || !(outcome.variables().get(TURN) instanceof Turn turn)) {
      return outcome;
    }
    List<String> heard = new ArrayList<>(turn.heard());
    fresh.forEach(said -> heard.add(said.ref()));
    return outcome.with(TURN, turn.hearing(heard));
  }
}
