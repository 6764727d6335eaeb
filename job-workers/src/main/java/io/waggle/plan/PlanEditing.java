package io.waggle.plan;

import io.waggle.bpmn.Plan;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.Subject;
import io.waggle.engine.AgentJob;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import io.waggle.llm.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets people read a plan, and change it under the rules that the model is held to. */
public final class PlanEditing {
  private final Journal journal;
  private final PlanJson json;

  public PlanEditing(Journal journal, PlanJson json) {
    this.journal = journal;
    this.json = json;
  }

  /**
   * @param run the run
   * @param planRef the record of a plan
   * @return its steps, whole
   */
  public List<PlannedStep> steps(Run run, String planRef) {
    return json.steps(journal, run, planRef);
  }

  /**
   * @param steps of which new ones may have no id
   * @param revision of the plan
   * @return the same, each with an id
   */
  public static List<PlannedStep> named(List<PlannedStep> steps, int revision) {
    Set<String> ids = new HashSet<>();
    steps.forEach(step -> ids.add(step.id()));
    List<PlannedStep> named = new ArrayList<>();
    int next = 1;
    for (PlannedStep step : steps) {
      String id = step.id();
      while (id.isBlank()) {
        String free = "added%d-%d".formatted(revision, next++);
        id = ids.add(free) ? free : "";
      }
      named.add(
          new PlannedStep(
              id,
              step.title(),
              step.instruction(),
              step.agent(),
              step.dependsOn(),
              step.replanAfter()));
    }
    return named;
  }

  /**
   * @param job the job that takes the decision; its record will hold the plan
   * @param run the run
   * @param subject what the gate is about: the plan, and how far the run is
   * @param steps as the person wants them
   */
  public PlanEdit edit(AgentJob job, Run run, Subject subject, List<PlannedStep> steps) {
    Progress progress = subject.progress() == null ? Progress.START : subject.progress();
    Set<String> done = progress.results().stream().map(StepResult::id).collect(Collectors.toSet());
    List<String> problems = PlanCheck.problems(steps, job.agent(), done);
    Integer most = run.limits().maxSteps();
    int left = most == null ? steps.size() : Math.max(1, most - progress.results().size());
    if (!problems.isEmpty()) {
      return new PlanEdit.Faulty(String.join(" ", problems));
    }
    if (steps.size() > left) {
      return new PlanEdit.Faulty(
          "The plan has %d steps; at most %d are allowed.".formatted(steps.size(), left));
    }
    Plan before = subject.plan();
    int revision = before == null ? 1 : before.revision();
    Plan plan =
        new Plan(
            revision,
            Plan.Status.READY,
            Waves.placed(steps, Paths.plan(run.path(), revision)),
            null,
            false,
            0,
            job.ref());
    return new PlanEdit.Edited(plan, json.tree(steps), List.of(told(steps)));
  }

  private Message told(List<PlannedStep> steps) {
    return Message.user(
        "A person has changed the plan. These are its steps now:\n\n" + json.write(steps));
  }
}
