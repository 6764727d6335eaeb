package io.waggle.engine;

/** Knows which process instance called which. */
@FunctionalInterface
public interface CallingInstances {
  /**
   * @param processInstance key of a process instance
   * @return what the cluster says about the one that called it
   */
  Calling callerOf(long processInstance);

  /** What is known of the process instance that called another. */
  sealed interface Calling {
    /**
     * It was called.
     *
     * @param by key of the process instance that called it
     */
    record Called(long by) implements Calling {}

    /** It was started, and not called. */
    record Nobody() implements Calling {}

    /** The cluster does not show the process instance yet, or cannot be asked right now. */
    record NotKnownYet() implements Calling {}

    /** The cluster does not say: the worker's user may not read it, or there is no {@code /v2}. */
    record Hidden() implements Calling {}
  }
}
