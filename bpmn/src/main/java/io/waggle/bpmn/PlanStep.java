package io.waggle.bpmn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step of a {@link Plan}.
 *
 * @param id unique within the run
 * @param title what people read; at most 100 characters
 * @param instruction beginning of what is to be done; the whole is in the journal
 * @param agent the sub-agent that does it; null: the agent itself
 * @param dependsOn ids of the steps whose results it needs
 * @param replanAfter whether the agent wants to look at its plan again after this step
 * @param at where the step is in the run at the top, for example {@code p1/s2}
 */
public record PlanStep(
    String id,
    String title,
    String instruction,
    @Nullable String agent,
    List<String> dependsOn,
    boolean replanAfter,
    String at) {

  public PlanStep {
    dependsOn = List.copyOf(dependsOn);
  }
}
