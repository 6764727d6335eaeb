package io.waggle.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Variables;
import io.waggle.budget.Budgets;
import io.waggle.budget.Reached;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.Place;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import io.waggle.journal.RecordedReply;
import io.waggle.prompt.Briefing;
import io.waggle.prompt.ModelCalls;
import io.waggle.steer.RunGuidance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.plan}: makes the plan, or makes it anew because it was faulty, because
 * a person wants it changed, or because of what the steps found.
 *
 * <p>Writes {@code plan}, {@code progress}, {@code usage} and clears {@code decision}. After
 * {@value #MAX_FAULTS} faulty plans in a row it throws the BPMN error {@value ErrorCodes#NO_PLAN};
 * where steps are done already, their results are kept instead: the plan has nothing left to do and
 * counts as cut.
 */
public final class PlanWorker implements AgentWorker<PlanWorker.Planned> {
  /** Faulty plans in a row after which there will be none. */
  static final int MAX_FAULTS = 3;

  /** Characters; it travels in process variables. */
  private static final int LONGEST_PROBLEM = 1_000;

  private final ModelCalls models;
  private final Journal journal;
  private final PlanAsking asking;
  private final PlanJson json;
  private final Budgets budgets;

  public PlanWorker(
      ModelCalls models,
      Journal journal,
      Budgets budgets,
      Briefing briefing,
      PlanJson json,
      RunGuidance guidance) {
    this.budgets = budgets;
    this.models = models;
    this.journal = journal;
    this.asking = new PlanAsking(models, journal, briefing, guidance);
    this.json = json;
  }

  /** What is known when a plan is made; {@code usage} only to know whether it changes. */
  public record Planned(
      Run run,
      @Nullable Plan plan,
      @Nullable TakenDecision decision,
      Progress progress,
      @Nullable JsonNode usage) {

    int revision() {
      return plan == null ? 1 : plan.revision() + 1;
    }

    int faults() {
      return plan == null ? 0 : plan.faults();
    }

    boolean isReplan() {
      return plan != null && plan.status() != Plan.Status.FAULTY && !isChange();
    }

    boolean isChange() {
      return decision != null && decision.action() == Action.CHANGE;
    }

    boolean hasResults() {
      return !progress.results().isEmpty();
    }

    int stepsLeft() {
      return Math.max(1, limit() - progress.results().size());
    }

    private int limit() {
      Integer limit = run.limits().maxSteps();
      return limit == null ? 1 : limit;
    }
  }

  @Override
  public JobType jobType() {
    return JobType.PLAN;
  }

  @Override
  public Class<Planned> variables() {
    return Planned.class;
  }

  @Override
  public boolean isHarmless(Agent agent, Planned known, Place place) {
    return true;
  }

  @Override
  public Place place(EngineJob job, Planned known) {
    Run run = known.run();
    Place.requireOwn(journal, run, job.processInstanceKey());
    return Place.in(run, Paths.plan(run.path(), known.revision()));
  }

  @Override
  public JobOutcome work(AgentJob job, Planned known) {
    JobOutcome outcome = plan(job, known);
    return outcome.with(Variables.USAGE, budgets.usage(known.run()).plus(outcome.usage()));
  }

  private JobOutcome plan(AgentJob job, Planned known) {
    if (job.agent().planning() == Planning.NEVER) {
      return made(job, known, List.of(wholeTask(known)), false);
    }
    Optional<Reached> reached =
        models.isGiven(job) ? Optional.empty() : budgets.of(job, known.run()).reached();
    if (reached.isPresent()) {
      return withoutModel(job, known, reached.get());
    }
    PlanAsking.Asked asked = asking.ask(job, known);
    ModelCalls.Answer answer = asked.answer();
    return judge(job, known, PlanReading.read(answer.reply()))
        .withUsage(answer.usage())
        .withMessages(asked.parent(), asked.added())
        .withReply(RecordedReply.json(answer.model(), answer.reply(), asked.added()));
  }

  /** What was done is kept; where nothing was, the one step that there is has its last turn. */
  private JobOutcome withoutModel(AgentJob job, Planned known, Reached reached) {
    if (known.hasResults()) {
      return made(job, known, List.of(), true);
    }
    return reached.isExhausted()
        ? JobOutcome.error(
            ErrorCodes.NO_PLAN,
            Map.of(Variables.RESULT, "Nothing was done: " + reached.words() + "."))
        : made(job, known, List.of(wholeTask(known)), true);
  }

  private JobOutcome judge(AgentJob job, Planned known, PlanReading.Result read) {
    if (read.problem() != null) {
      return faulty(job, known, read.problem());
    }
    if (read.steps().isEmpty()) {
      return withoutSteps(job, known);
    }
    List<String> problems = PlanCheck.problems(read.steps(), job.agent(), done(known));
    if (!problems.isEmpty()) {
      return faulty(job, known, String.join(" ", problems));
    }
    int most = known.stepsLeft();
    boolean tooLong = read.steps().size() > most;
    if (tooLong && known.faults() < MAX_FAULTS - 1) {
      return faulty(
          job,
          known,
          "The plan has %d steps; at most %d are allowed.".formatted(read.steps().size(), most));
    }
    return made(job, known, tooLong ? first(most, read.steps()) : read.steps(), tooLong);
  }

  /** No steps: nothing is left to do, or nothing needs a plan. */
  private JobOutcome withoutSteps(AgentJob job, Planned known) {
    if (known.hasResults()) {
      return made(job, known, List.of(), false);
    }
    return job.agent().planning() == Planning.AUTO
        ? made(job, known, List.of(wholeTask(known)), false)
        : faulty(job, known, "The plan has no steps.");
  }

  private static List<PlannedStep> first(int most, List<PlannedStep> steps) {
    return Waves.of(steps).stream().flatMap(List::stream).limit(most).toList();
  }

  private static Set<String> done(Planned known) {
    return known.progress().results().stream().map(StepResult::id).collect(Collectors.toSet());
  }

  private PlannedStep wholeTask(Planned known) {
    String task = journal.assignment(known.run()).task();
    return new PlannedStep(
        "s" + known.revision(),
        Preview.of(task.strip().replaceAll("\\s+", " "), PlannedStep.TITLE_LENGTH),
        PlanJson.WHOLE_TASK,
        null,
        List.of(),
        false);
  }

  private JobOutcome made(AgentJob job, Planned known, List<PlannedStep> steps, boolean cut) {
    boolean asks = job.agent().gates().ask(GateKind.PLAN) && !steps.isEmpty();
    Plan plan =
        new Plan(
            known.revision(),
            asks ? Plan.Status.NEEDS_APPROVAL : Plan.Status.READY,
            waves(steps, job.ref()),
            null,
            cut,
            0,
            job.ref());
    return completed(known, plan).withContent(json.write(steps));
  }

  /** A plan with nothing left to do has one wave of no steps, which the process passes through. */
  private static List<List<PlanStep>> waves(List<PlannedStep> steps, String plan) {
    return steps.isEmpty() ? List.of(List.of()) : Waves.placed(steps, plan);
  }

  private JobOutcome faulty(AgentJob job, Planned known, String said) {
    String problem = Preview.of(said, LONGEST_PROBLEM);
    int faults = known.faults() + 1;
    if (faults >= MAX_FAULTS && known.hasResults()) {
      return made(job, known, List.of(), true);
    }
    if (faults >= MAX_FAULTS) {
      return JobOutcome.error(
          ErrorCodes.NO_PLAN,
          Map.of(
              Variables.RESULT,
              "The model gave %d plans in a row that cannot be used; the last problem: %s"
                  .formatted(faults, problem)));
    }
    Plan plan =
        new Plan(
            known.revision(), Plan.Status.FAULTY, List.of(), problem, false, faults, job.ref());
    return completed(known, plan);
  }

  private static JobOutcome completed(Planned known, Plan plan) {
    Progress progress = known.progress();
    Map<String, Object> variables = new HashMap<>();
    variables.put("plan", plan);
    variables.put(Variables.DECISION, null);
    variables.put(
        "progress",
        new Progress(
            0, progress.replans() + (known.isReplan() ? 1 : 0), false, false, progress.results()));
    return JobOutcome.completed(variables);
  }
}
