package io.waggle.engine;

import java.time.Duration;

/**
 * The job has to wait, for a person or for its turn, and nothing has been done: the engine hands it
 * out again later. That costs no attempt, however long it takes.
 */
public class OnHoldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration lookAgain;

  /**
   * @param message a sentence for whoever looks at the job
   * @param lookAgain how long until the job is handed out again
   */
  public OnHoldException(String message, Duration lookAgain) {
    super(message);
    this.lookAgain = lookAgain;
  }

  Duration lookAgain() {
    return lookAgain;
  }
}
