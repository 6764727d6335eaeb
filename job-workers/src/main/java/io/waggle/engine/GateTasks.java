package io.waggle.engine;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Knows with which decisions the user tasks of gates were completed. */
@FunctionalInterface
public interface GateTasks {
  /** What the cluster shows of a gate. */
  sealed interface Shown {}

  /**
   * Its last user task was completed.
   *
   * @param assignee whose it was; null where nobody had taken it
   * @param decision what it was completed with; null where the cluster does not show that
   */
  record Completed(@Nullable String assignee, @Nullable JsonNode decision) implements Shown {}

  /** Its last user task was not completed, or there was none; or the cluster is behind. */
  record NotCompleted() implements Shown {}

  /** The cluster shows this worker no user tasks at all, of whatever gate, or cannot be asked. */
  record Hidden() implements Shown {}

  /**
   * @param processInstance key of an instance of {@code waggle-gate}
   * @param elementId of its user task
   * @throws RuntimeException if the cluster cannot be asked
   */
  Shown lastTask(long processInstance, String elementId);
}
