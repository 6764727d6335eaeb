package io.waggle.rate;

import io.waggle.engine.OnHoldException;
import java.time.Duration;

/**
 * The model's provider asked this worker or another one to leave it alone for a while, so it was
 * not asked. Another model may be.
 */
public final class BlockedModelException extends OnHoldException {
  private static final long serialVersionUID = 1L;

  private final Duration left;

  /**
   * @param message a sentence for whoever looks at the job
   * @param left for how much longer
   */
  public BlockedModelException(String message, Duration left) {
    super(message, left);
    this.left = left;
  }

  /**
   * @return for how much longer
   */
  public Duration left() {
    return left;
  }
}
