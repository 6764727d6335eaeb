package io.waggle.step;

import io.waggle.bpmn.Observation;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a turn begins.
 *
 * @param results of the steps before
 * @param turn the last one; null on the first
 * @param observations what came of the last turn's tool calls; null if there were none
 */
public record StepVariables(
    Run run,
    String planRef,
    PlanStep step,
    List<StepResult> results,
    @Nullable Turn turn,
    @Nullable List<Observation> observations) {

  public StepVariables {
    observations =
        turn == null || turn.next() != Turn.Next.ACT || observations == null
            ? List.of()
            : List.copyOf(observations);
  }

  int number() {
    return turn == null ? 1 : turn.number() + 1;
  }

  @Nullable String parentRef() {
    return turn == null ? null : turn.ref();
  }

  List<Observation> seen() {
    return observations == null ? List.of() : observations;
  }

  /** What was used up before this turn's own LLM call. */
  Usage usage() {
    Usage usage = turn == null ? Usage.ZERO : turn.usage();
    for (Observation observation : seen()) {
      usage = usage.plus(new Usage(0, 1, 0, 0)).plus(observation.usage());
    }
    return usage;
  }

  /** The results that this step builds on: those that it names, or all where it names none. */
  List<StepResult> material() {
    return step.dependsOn().isEmpty()
        ? results
        : results.stream().filter(result -> step.dependsOn().contains(result.id())).toList();
  }
}
