package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.plan.PlanEdit;
import org.jspecify.annotations.Nullable;

/** What a decision comes to. */
sealed interface Settled {

  /**
   * It cannot be used.
   *
   * @param problem why, for the person
   */
  record Unusable(String problem) implements Settled {}

  /**
   * It counts.
   *
   * @param text what the model is told; null where it is told nothing
   * @param task the sub-agent's task, where the person changed it
   * @param arguments the call's arguments, where the person changed them
   * @param plan the plan, where the person changed it
   */
  record Usable(
      @Nullable String text,
      @Nullable String task,
      @Nullable JsonNode arguments,
      PlanEdit.@Nullable Edited plan)
      implements Settled {}

  static Usable silently() {
    return new Usable(null, null, null, null);
  }

  static Usable telling(String text) {
    return new Usable(text, null, null, null);
  }
}
