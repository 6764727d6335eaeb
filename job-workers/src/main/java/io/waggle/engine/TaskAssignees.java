package io.waggle.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows whose a completed user task was. */
@FunctionalInterface
public interface TaskAssignees {
  /**
   * A user task that was completed.
   *
   * @param assignee whose it was; null where nobody had taken it
   */
  record CompletedTask(@Nullable String assignee) {}

  /**
   * @param processInstance key of a process instance
   * @return its last user task; empty while the cluster does not show it as completed
   * @throws RuntimeException if the cluster cannot be asked
   */
  Optional<CompletedTask> lastTask(long processInstance);
}
