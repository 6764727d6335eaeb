package io.waggle.client;

/**
 * Receives the progress of a run. Called on the waiting thread: what takes long delays the next
 * look at the run.
 */
@FunctionalInterface
public interface RunListener {
  /**
   * The run has changed since the last call; the first call has what is known at the start.
   *
   * @param status of the run and everything below it, incidents and warnings included
   */
  void changed(RunStatus status);
}
