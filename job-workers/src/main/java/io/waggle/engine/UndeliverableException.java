package io.waggle.engine;

/**
 * The engine cannot take what a job came to, however often it is sent. Only a person can help; the
 * job may have acted.
 */
final class UndeliverableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why the end of a sentence about the variables
   */
  UndeliverableException(String why) {
    super(
        "The engine cannot take the variables that this job sets: %s. Let the agent put large values into files and name them, or correct the agent's tools; then resolve this incident, or cancel the run."
            .formatted(why));
  }
}
