package io.waggle.client;

import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run.
 *
 * @param id its address: the name of the run at the top and the path in that, for example {@code
 *     refund-4711/p1/s2}; null where it is not known
 * @param key key of its process instance, for links; null before it has begun
 * @param step what the plan says about it; null where the step was started by something else than a
 *     plan
 * @param state how far it is
 * @param turns LLM answers so far
 * @param preview beginning of the result, or of what the model wrote last; null before
 * @param usage what it used up so far
 * @param startedAt null before it has begun
 * @param endedAt null before it has ended
 * @param elements the passages through its diagram, oldest first
 * @param toolCalls oldest first; those that were made inside "Think" are in the journal alone
 * @param gates the questions that wait for a person
 */
public record StepStatus(
    @Nullable String id,
    @Nullable Long key,
    @Nullable PlanStep step,
    StepState state,
    int turns,
    @Nullable String preview,
    Usage usage,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    List<ElementStatus> elements,
    List<ToolCallStatus> toolCalls,
    List<GateStatus> gates) {
  private static final String WHILE_PAUSED = "WhilePaused";

  public StepStatus {
    elements = List.copyOf(elements);
    toolCalls = List.copyOf(toolCalls);
    gates = List.copyOf(gates);
  }

  /**
   * @param step of a plan
   * @param run address of the run that planned it
   * @return its status before it has begun
   */
  static StepStatus planned(PlanStep step, @Nullable String run) {
    return new StepStatus(
        Addresses.in(run, step.at()),
        null,
        step,
        StepState.PLANNED,
        0,
        null,
        Usage.ZERO,
        null,
        null,
        List.of(),
        List.of(),
        List.of());
  }

  /**
   * @return the step's title; its key where the plan does not know it
   */
  public String title() {
    return step == null ? "step " + key : step.title();
  }

  /**
   * @return whether it begins no further turn until its run is resumed
   */
  public boolean paused() {
    return state == StepState.ACTIVE
        && elements.stream()
            .anyMatch(element -> element.active() && element.id().equals(WHILE_PAUSED));
  }
}
