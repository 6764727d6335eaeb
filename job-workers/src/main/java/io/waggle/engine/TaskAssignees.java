package io.waggle.engine;

import java.util.Optional;

/** Knows whose a completed user task was. */
@FunctionalInterface
public interface TaskAssignees {
  /**
   * @param processInstance key of a process instance
   * @return the user who completed its last user task; empty if that cannot be told, or not yet
   * @throws RuntimeException if the platform cannot be asked
   */
  Optional<String> ofLastTask(long processInstance);
}
