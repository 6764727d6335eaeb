package io.waggle.plan;

import io.waggle.bpmn.PlanStep;
import io.waggle.journal.Paths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts steps into waves: each wave needs only results of the waves before it. */
final class Waves {
  private Waves() {}

  /**
   * @param steps without circles
   * @return waves; where no step depends on another of the plan, one step each, in the given order
   */
  static List<List<PlannedStep>> of(List<PlannedStep> steps) {
    Set<String> ids = ids(steps);
    boolean anyDependency =
        steps.stream().flatMap(step -> step.needs().stream()).anyMatch(ids::contains);
    if (!anyDependency) {
      return steps.stream().map(List::of).toList();
    }
    return layers(steps);
  }

  /**
   * @param steps without circles
   * @param plan path of the plan
   * @return waves of the steps as variables have them, each with its own path
   */
  static List<List<PlanStep>> placed(List<PlannedStep> steps, String plan) {
    List<List<PlanStep>> placed = new ArrayList<>();
    int number = 1;
    for (List<PlannedStep> wave : of(steps)) {
      List<PlanStep> here = new ArrayList<>();
      for (PlannedStep step : wave) {
        here.add(step.toPlanStep(Paths.step(plan, number++)));
      }
      placed.add(here);
    }
    return placed;
  }

  /**
   * @return ids of the steps that can never start
   */
  static List<String> stepsInCircles(List<PlannedStep> steps) {
    Set<String> started = new HashSet<>();
    layers(steps).forEach(layer -> layer.forEach(step -> started.add(step.id())));
    return steps.stream().map(PlannedStep::id).filter(id -> !started.contains(id)).toList();
  }

  private static List<List<PlannedStep>> layers(List<PlannedStep> steps) {
    List<List<PlannedStep>> layers = new ArrayList<>();
    List<PlannedStep> waiting = new ArrayList<>(steps);
    while (true) {
      Set<String> open = ids(waiting);
      List<PlannedStep> ready =
          waiting.stream().filter(step -> step.needs().stream().noneMatch(open::contains)).toList();
      if (ready.isEmpty()) {
        return layers;
      }
      layers.add(ready);
      waiting.removeAll(ready);
    }
  }

  private static Set<String> ids(List<PlannedStep> steps) {
    Set<String> ids = new HashSet<>();
    steps.forEach(step -> ids.add(step.id()));
    return ids;
  }
}
