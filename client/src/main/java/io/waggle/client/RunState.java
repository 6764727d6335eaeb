package io.waggle.client;

/** Where a run, or an element of it, stands in the engine. How a run ended is its outcome. */
public enum RunState {
  /** Going on, or waiting for a worker, a timer or a person. */
  ACTIVE,
  /** Reached an end event. */
  COMPLETED,
  /** Was terminated, by itself or together with what called it. */
  TERMINATED;

  /**
   * @return whether nothing will change any more
   */
  public boolean ended() {
    return this != ACTIVE;
  }
}
