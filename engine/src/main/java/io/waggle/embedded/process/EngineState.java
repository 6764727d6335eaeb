package io.waggle.embedded.process;

import java.time.Instant;

/** How the local engine is. */
public sealed interface EngineState {
  /**
   * It serves.
   *
   * @param pid process id
   * @param since when its process started
   * @param addresses where it serves
   */
  record Running(long pid, Instant since, EngineAddresses addresses) implements EngineState {}

  /**
   * Its process is there and has not served yet: it is being started, or whoever started it was
   * killed meanwhile.
   *
   * @param pid process id
   * @param since when its process started
   */
  record Starting(long pid, Instant since) implements EngineState {}

  /**
   * It was started and not stopped, but its process is gone; with it all that it held.
   *
   * @param pid process id that it had
   * @param since when its process started
   */
  record Died(long pid, Instant since) implements EngineState {}

  /** It was never started, or it was stopped. */
  record Stopped() implements EngineState {}
}
