package io.waggle.testing;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.TakenDecision;
import io.waggle.client.ElementStatus;
import io.waggle.client.RunStatus;
import io.waggle.client.ToolCallStatus;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions about a run as it stands when they are made. Each says, where it does not hold, what
 * the run did instead.
 */
public final class RunAssert extends AbstractAssert<RunAssert, TestRun> {
  private final RunStatus status;

  RunAssert(TestRun run) {
    super(run, RunAssert.class);
    this.status = run.status();
  }

  /** All of it was done. */
  public RunAssert isCompleted() {
    return hasOutcome(Outcome.COMPLETED);
  }

  /** It ended like this. */
  public RunAssert hasOutcome(Outcome outcome) {
    Assertions.assertThat(status.outcome())
        .as("outcome of %s, which is %s; result: %s", actual, status.standing(), status.result())
        .isEqualTo(outcome);
    return this;
  }

  /** This is its result, whole. */
  public RunAssert hasResult(String result) {
    Assertions.assertThat(actual.result().text()).as("result of %s", actual).isEqualTo(result);
    return this;
  }

  /** These are in its result. */
  public RunAssert hasResultContaining(String... parts) {
    Assertions.assertThat(actual.result().text()).as("result of %s", actual).contains(parts);
    return this;
  }

  /** Its present plan has steps of these titles, in this order. */
  public RunAssert hasPlan(String... titles) {
    Plan plan = status.plan();
    List<PlanStep> steps =
        plan == null ? List.of() : plan.waves().stream().flatMap(List::stream).toList();
    Assertions.assertThat(steps)
        .as("steps of the plan of %s", actual)
        .extracting(PlanStep::title)
        .containsExactly(titles);
    return this;
  }

  /**
   * The steps of the run asked for exactly these tool calls, in this order; asking a sub-agent
   * ({@code ask_<name>}) and a person ({@code ask_human}) are tool calls as well. Those of
   * sub-agents' runs are not counted.
   */
  public RunAssert calledTools(String... names) {
    Assertions.assertThat(toolCalls().map(ToolCallStatus::name))
        .as("tool calls of %s", actual)
        .containsExactly(names);
    return this;
  }

  /** At least one call of this tool got an observation with this part. */
  public RunAssert observed(String tool, String part) {
    Assertions.assertThat(toolCalls().filter(call -> call.name().equals(tool)))
        .as("observations of '%s' in %s", tool, actual)
        .extracting(ToolCallStatus::preview)
        .anySatisfy(preview -> Assertions.assertThat(preview).contains(part));
    return this;
  }

  /** So many answers of a model were used, those of sub-agents included. */
  public RunAssert usedLlmCalls(long calls) {
    Assertions.assertThat(status.usage().llmCalls()).as("LLM calls of %s", actual).isEqualTo(calls);
    return this;
  }

  /** People, or their silence, decided exactly this, in this order. */
  public RunAssert hasDecisions(Action... actions) {
    Assertions.assertThat(actual.result().decisions())
        .as("decisions in %s", actual)
        .extracting(TakenDecision::action)
        .containsExactly(actions);
    return this;
  }

  /** It passed these elements of its diagram, in this order, and maybe others between them. */
  public RunAssert passed(String... elementIds) {
    Assertions.assertThat(status.elements())
        .as("elements of %s", actual)
        .extracting(ElementStatus::id)
        .containsSubsequence(elementIds);
    return this;
  }

  private Stream<ToolCallStatus> toolCalls() {
    return status.steps().stream().flatMap(step -> step.toolCalls().stream());
  }
}
