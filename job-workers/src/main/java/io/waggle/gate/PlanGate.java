package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Subject;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.VisibleText;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.Families;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.Paths;
import io.waggle.plan.PlanEdit;
import io.waggle.plan.PlanEditing;
import io.waggle.plan.PlannedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** May the agent work on this plan? */
final class PlanGate implements Gate {
  /** Characters of the task at the most; it is the client's, and not what is decided on. */
  private static final int TASK_LENGTH = 4_000;

  private final Journal journal;
  private final Families families;
  private final PlanEditing plans;

  PlanGate(Journal journal, Families families, PlanEditing plans) {
    this.families = families;
    this.journal = journal;
    this.plans = plans;
  }

  @Override
  public GateKind kind() {
    return GateKind.PLAN;
  }

  @Override
  public Spot spot(Run run, Subject subject) {
    JournaledJob made = journal.get(run, Case.need(subject.plan(), "plan").ref()).job();
    if (made.type() != JobType.PLAN || !made.scope().equals(run.path())) {
      throw new NeedsPersonException(
          "The variable 'subject' refers to record '%s' of the journal, which is no plan of the run '%s'. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(made.at().path(), run.address()),
          null);
    }
    return new Spot(Paths.approval(made.at().path()), made.at().path());
  }

  @Override
  public String subject(Case at) {
    int revision = plan(at).revision();
    return revision == 1 ? "Plan" : "Plan, revision " + revision;
  }

  @Override
  public Sheet lay(Case at) {
    Layout layout = new Layout();
    return layout.sheet(whole(at), shown(at, layout));
  }

  private JsonNode whole(Case at) {
    return Rows.object()
        .put("plan", plan(at).ref())
        .set("steps", rows(steps(at), UnaryOperator.identity()));
  }

  private ObjectNode shown(Case at, Layout layout) {
    List<PlannedStep> steps = steps(at);
    ObjectNode shown = Rows.object();
    shown.put("task", Layout.beside(journal.assignment(at.run()).task(), TASK_LENGTH));
    shown.put("revision", plan(at).revision());
    shown.put("cost", cost(at, steps.size()));
    return shown.set("steps", rows(steps, layout::shown));
  }

  @Override
  public ObjectNode draft(Case at, JsonNode shown) {
    return Rows.object().set("steps", shown.path("steps").deepCopy());
  }

  @Override
  public Settled settle(Case at, Decision decision) {
    return switch (decision.action()) {
      case EDIT -> edited(at, decision);
      case CHANGE ->
          decision.reason() == null || decision.reason().isBlank()
              ? new Settled.Unusable(
                  "Say what should be different, so that the agent can plan again.")
              : Settled.telling(decision.reason().strip());
      case REJECT -> Settled.telling("The plan was rejected" + Words.because(decision));
      default -> Settled.silently();
    };
  }

  private Settled edited(Case at, Decision decision) {
    if (decision.steps() == null || decision.steps().isEmpty()) {
      return new Settled.Unusable(
          "The plan has no steps any more. To end the run, reject the plan.");
    }
    return switch (plans.edit(at.job(), at.run(), at.subject(), steps(at, decision.steps()))) {
      case PlanEdit.Faulty faulty -> new Settled.Unusable(faulty.problem());
      case PlanEdit.Edited edited -> new Settled.Usable(null, null, null, edited);
    };
  }

  /** What cannot be seen, and was shown by name, stays where the name stays. */
  private List<PlannedStep> steps(Case at, List<Decision.Step> rows) {
    Map<String, PlannedStep> before = new HashMap<>();
    Map<String, Boolean> replanAfter = new HashMap<>();
    for (PlannedStep step : steps(at)) {
      before.put(step.id(), step);
      replanAfter.put(step.id(), Boolean.TRUE.equals(step.replanAfter()));
    }
    List<PlannedStep> steps = new ArrayList<>();
    for (Decision.Step row : rows) {
      PlannedStep same = before.get(text(row.id()));
      String instruction = text(row.instruction());
      String title = text(row.title());
      steps.add(
          new PlannedStep(
              text(row.id()),
              same == null ? title : VisibleText.back(title, same.title()),
              same == null ? instruction : VisibleText.back(instruction, same.instruction()),
              row.agent(),
              Stream.of(text(row.needs()).split(","))
                  .map(String::strip)
                  .filter(id -> !id.isEmpty())
                  .toList(),
              replanAfter.getOrDefault(text(row.id()), false)));
    }
    return PlanEditing.named(steps, plan(at).revision());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  @Override
  public Settled.Usable deny() {
    return Settled.telling(
        "Nobody answered the question whether the plan may be worked on, so it was rejected.");
  }

  private String cost(Case at, int steps) {
    Limits limits = at.run().limits();
    int turns = limits.maxTurns() == null ? 1 : limits.maxTurns();
    Usage usage = families.usage(at.run().id(), at.run().path());
    return "%d %s with up to %d turns each: at most %,d calls of the model, more where sub-agents are asked. So far: %,d %s, %,d tokens."
        .formatted(
            steps,
            steps == 1 ? "step" : "steps",
            turns,
            (long) steps * turns,
            usage.llmCalls(),
            usage.llmCalls() == 1 ? "call" : "calls",
            usage.inputTokens() + usage.outputTokens());
  }

  private static ArrayNode rows(List<PlannedStep> steps, UnaryOperator<String> text) {
    ArrayNode rows = Rows.object().putArray("steps");
    for (PlannedStep step : steps) {
      rows.addObject()
          .put("id", text.apply(step.id()))
          .put("title", text.apply(step.title()))
          .put("instruction", text.apply(step.instruction()))
          .put("agent", step.agent() == null ? "" : step.agent())
          .put("needs", String.join(", ", step.needs()));
    }
    return rows;
  }

  /** Of this agent's plan: whoever may write variables may name another's. */
  private List<PlannedStep> steps(Case at) {
    JobRecord record = journal.get(at.run(), plan(at).ref());
    if (!record.job().agent().equals(at.agent().name())) {
      throw new NeedsPersonException(
          "The variable 'subject' refers to record %s of the journal, a plan of the agent '%s' and not of '%s'. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(record.ref(), record.job().agent(), at.agent().name()),
          null);
    }
    return plans.steps(at.run(), record.ref());
  }

  private static Plan plan(Case at) {
    return Case.need(at.subject().plan(), "plan");
  }
}
