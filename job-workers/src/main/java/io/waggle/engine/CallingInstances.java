package io.waggle.engine;

import java.util.OptionalLong;

/** Knows which process instance called which. */
@FunctionalInterface
public interface CallingInstances {
  /**
   * @param processInstance key of a process instance
   * @return key of the one that called it; empty where the cluster does not show it, or not yet
   */
  OptionalLong callerOf(long processInstance);
}
