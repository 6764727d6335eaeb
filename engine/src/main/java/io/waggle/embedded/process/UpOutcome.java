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
   */
  record Started(EngineState.Running engine, Duration took) implements UpOutcome {}

  /**
   * It ran before, maybe on other ports than those asked for; nothing was done.
   *
   * @param engine the engine
   */
  record AlreadyRunning(EngineState.Running engine) implements UpOutcome {}
}
