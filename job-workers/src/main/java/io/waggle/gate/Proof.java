package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.engine.GateTasks;
import org.jspecify.annotations.Nullable;

/** Whether a decision is what a person completed the gate's user task with. */
sealed interface Proof {
  /** It is. The name is the task's; null where nobody had taken it. */
  record Given(@Nullable String by) implements Proof {}

  /** The cluster does not tell. */
  record Unknown() implements Proof {}

  /** It is not, as far as the cluster shows so far. */
  record Missing(String problem) implements Proof {}

  /**
   * @param shown what the cluster shows of the gate
   * @param said the variable {@code decision}
   */
  static Proof of(GateTasks.Shown shown, @Nullable JsonNode said) {
    return switch (shown) {
      case GateTasks.Hidden hidden -> new Unknown();
      case GateTasks.NotCompleted open ->
          new Missing("Nobody completed a user task of this question with it.");
      case GateTasks.Completed completed ->
          completed.decision() == null || completed.decision().equals(said)
              ? new Given(completed.assignee())
              : new Missing("It is not the one with which the user task was completed.");
    };
  }
}
