package io.waggle.bpmn;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a gate is about; which members there are depends on its {@link GateKind}.
 *
 * @param step title of the step; for all but plans and the limits of a run
 * @param why what the model said when it asked for it
 * @param toolCall the call to approve, the question as the model asked it, the call in doubt
 * @param inDoubt what is known about the call in doubt
 * @param plan the plan to approve
 * @param usage what the run used up so far
 * @param limit the limit that is reached
 * @param progress of the run, where its own limit is reached
 * @param at only where a limit is reached: where in the run at the top, the path of a turn or of a
 *     revision of the plan
 */
public record Subject(
    @Nullable String step,
    @Nullable String why,
    @Nullable ToolCall toolCall,
    @Nullable InDoubt inDoubt,
    @Nullable Plan plan,
    @Nullable Usage usage,
    @Nullable ReachedLimit limit,
    @Nullable Progress progress,
    @Nullable String at) {

  /**
   * A limit that is reached.
   *
   * @param name as {@link Limits} calls it
   * @param value how far the run may go; minutes of {@code maxDuration}
   * @param reached what the model said last; null for the limits of a run
   */
  public record ReachedLimit(String name, BigDecimal value, @Nullable String reached) {}
}
