package io.waggle.embedded.process;

import java.time.Duration;

/** What {@link LocalEngine#up} found and did. */
public sealed interface UpOutcome {
  /**
   * @return the engine that runs now
   */
  EngineState.Running engine();

  /**
   * It was started.
   *
   * @param engine the engine
   * @param took until it served
   * @param isAfterDeath whether the one before was killed, with all that it held
   */
  record Started(EngineState.Running engine, Duration took, boolean isAfterDeath) implements UpOutcome {}

  /**
   * It ran before, maybe on other ports than those asked for; nothing was done.
   *
   * @param engine the engine
   */
  record AlreadyRunning(EngineState.Running engine) implements UpOutcome {}
}
