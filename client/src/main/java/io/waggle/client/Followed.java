package io.waggle.client;

import java.util.Optional;

/**
 * A run that is followed. Which process instance it is may change: one that is recreated is another
 * instance, and one that the engine forgot is started again.
 *
 * <p>Every method throws {@link AgentClientException} if the cluster cannot be read.
 */
interface Followed {
  /** What the run is called in sentences. */
  String name();

  /** The key of the process instance whose end is the run's; empty while none is shown. */
  Optional<Long> instance();

  /**
   * @param ended the process instance, which was terminated
   * @return whether another one is the run now, which {@link #instance} then returns
   */
  boolean goesOn(RunStatus ended);

  /**
   * The cluster answers and shows the instance no more: an engine that held it has lost it, and
   * another instance may be the run by now.
   */
  void gone();

  /**
   * @param own the status of that instance, which has not ended
   * @return the key of the instance that shows where the run stands; another one where this one
   *     only waits for that
   */
  long shownBy(RunStatus own);
}
