package io.waggle.bpmn;

/** The messages that the processes wait for. */
public final class Messages {
  /**
   * Asks a run to stop in good order. Its correlation key is the run's address, {@link
   * Run#address()}; it carries the variable {@link Variables#CANCELLATION}. It is heard from the
   * moment when the task was accepted until the result is ready.
   */
  public static final String CANCEL = "waggle-cancel";

  /**
   * Says something to a run under way. Its correlation key is the run's address, {@link
   * Run#address()}; it carries the variable {@link Variables#STEERING}. It is heard from the moment
   * when the task was accepted until the result is ready.
   */
  public static final String STEER = "waggle-steer";

  private Messages() {}
}
