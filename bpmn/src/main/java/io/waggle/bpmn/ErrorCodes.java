package io.waggle.bpmn;

/** The BPMN error codes that the processes catch. */
public final class ErrorCodes {
  /** The model gave no plan that can be worked on; caught at "Make plan". */
  public static final String NO_PLAN = "NO_PLAN";

  /**
   * A tool that may act only once was begun, and nobody knows whether it acted; caught at "Run
   * tool". Comes with the variable {@code inDoubt}, see {@link InDoubt}.
   */
  public static final String IN_DOUBT = "IN_DOUBT";

  /** A person stopped the run when a limit was reached; caught at "Work on step". */
  public static final String STOPPED = "STOPPED";

  private ErrorCodes() {}
}
