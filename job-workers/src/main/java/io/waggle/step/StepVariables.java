package io.waggle.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Extension;
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
 * @param extension what a person added to the limit on turns; null if nobody was asked
 * @param observations the outcomes of the last turn's tool calls, as the process collected them and
 *     a person may have changed them; null if there were none
 * @param hold why the process came back without a turn; null if it did not
 */
public record StepVariables(
    Run run,
    String planRef,
    PlanStep step,
    List<StepResult> results,
    @Nullable Turn turn,
    @Nullable JsonNode observations,
    @Nullable Extension extension,
    @Nullable JsonNode hold) {

  int number() {
    return turn == null ? 1 : turn.number() + 1;
  }

  /** Whether the limit on turns, or a person, lets no turn follow. */
  boolean isLastTurn() {
    Integer limit = run.limits().maxTurns();
    Extension more = extension == null ? Extension.NONE : extension;
    return more.last() || (limit != null && number() >= limit + more.turns());
  }

  /** Whether a person is to be asked for more turns before the last one is taken. */
  boolean needsMoreTurns() {
    return run.extendLimits()
        && turn != null
        && isLastTurn()
        && (extension == null || !extension.last());
  }

  /** Records of the guidance that this step has heard. */
  List<String> heard() {
    return turn == null ? List.of() : turn.heard();
  }

  @Nullable String parentRef() {
    return turn == null ? null : turn.ref();
  }

  /** What can be read of the outcomes of the last turn's tool calls. */
  List<Observation> seen() {
    return turn == null || turn.next() != Turn.Next.ACT
        ? List.of()
        : SeenObservations.of(observations).known();
  }

  /** Whether the step has looked already whether its run is still paused. */
  boolean isHeldAs(String why) {
    return hold != null && why.equals(hold.asText());
  }

  /** What the step used up before this turn, for people to see; the journal sums up by itself. */
  Usage usage() {
    return turn == null ? Usage.ZERO : turn.usage();
  }

  /** The results that this step builds on: those that it names, or all where it names none. */
  List<StepResult> material() {
    return step.dependsOn().isEmpty()
        ? results
        : results.stream().filter(result -> step.dependsOn().contains(result.id())).toList();
  }
}
