package io.waggle.bpmn;

/** The BPMN error codes that the processes catch. */
public final class ErrorCodes {
  /** The model gave no plan that can be worked on; caught at "Make plan". */
  public static final String NO_PLAN = "NO_PLAN";

  private ErrorCodes() {}
}
