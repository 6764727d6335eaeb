package io.waggle.client;

/**
 * Is told how a run goes on. Called on the waiting thread: what takes long delays the next look at
 * the run.
 */
@FunctionalInterface
public interface RunListener {
  /**
   * Something about the run is different from what was said before; at first, everything is.
   *
   * @param status of the run and everything below it, incidents and warnings included
   */
  void changed(RunStatus status);
}
