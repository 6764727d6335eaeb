package io.waggle.plan;

import io.waggle.agent.Agent;
import io.waggle.agent.SubAgent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a plan, in sentences that the model can act on. */
final class PlanCheck {
  private static final int MAX_ID_LENGTH = 40;

  private PlanCheck() {}

  /**
   * @param steps what the model planned
   * @param agent who planned
   * @param done ids of the steps that were worked on under earlier plans
   * @return what is wrong; empty if nothing is
   */
  static List<String> problems(List<PlannedStep> steps, Agent agent, Set<String> done) {
    List<String> problems = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (PlannedStep step : steps) {
      checkId(step, ids, done, problems);
      checkText(step, problems);
      checkAgent(step, agent, problems);
    }
    for (PlannedStep step : steps) {
      for (String needed : step.needs()) {
        if (!ids.contains(needed) && !done.contains(needed)) {
          problems.add(
              "Step '%s' depends on '%s', which is no step of this plan."
                  .formatted(step.id(), needed));
        }
      }
    }
    if (problems.isEmpty()) {
      List<String> circle = Waves.stepsInCircles(steps);
      if (!circle.isEmpty()) {
        problems.add("The steps %s wait for each other in a circle.".formatted(circle));
      }
    }
    return problems;
  }

  private static void checkId(
      PlannedStep step, Set<String> ids, Set<String> done, List<String> problems) {
    if (step.id().isBlank() || step.id().length() > MAX_ID_LENGTH) {
      problems.add(
          "A step's id is '%s'; use 1 to %d characters.".formatted(step.id(), MAX_ID_LENGTH));
    } else if (!ids.add(step.id())) {
      problems.add("Two steps have the id '%s'.".formatted(step.id()));
    } else if (done.contains(step.id())) {
      problems.add(
          "The id '%s' belongs to a step that was worked on already; give new steps new ids."
              .formatted(step.id()));
    }
  }

  private static void checkText(PlannedStep step, List<String> problems) {
    if (step.title().isBlank() || step.instruction().isBlank()) {
      problems.add("Step '%s' needs a title and an instruction.".formatted(step.id()));
    }
  }

  private static void checkAgent(PlannedStep step, Agent agent, List<String> problems) {
    List<String> known = agent.subAgents().stream().map(SubAgent::name).toList();
    if (step.agent() != null && !known.contains(step.agent())) {
      problems.add(
          known.isEmpty()
              ? "Step '%s' names the sub-agent '%s', but you have none: leave 'agent' out."
                  .formatted(step.id(), step.agent())
              : "Step '%s' names the sub-agent '%s'; there are only %s."
                  .formatted(step.id(), step.agent(), known));
    }
  }
}
