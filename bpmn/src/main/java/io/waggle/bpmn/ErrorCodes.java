package io.waggle.bpmn;

import java.util.Optional;

/** The BPMN error codes that the processes catch, or throw to the process that called them. */
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

  /** A run failed; thrown to the process that called it, see {@link Variables#FAILURE_AS}. */
  public static final String AGENT_FAILED = "AGENT_FAILED";

  /** A person rejected what a run wanted to do; thrown to the process that called it. */
  public static final String AGENT_REJECTED = "AGENT_REJECTED";

  /** A run was cancelled; thrown to the process that called it. */
  public static final String AGENT_CANCELLED = "AGENT_CANCELLED";

  private ErrorCodes() {}

  /**
   * @param outcome how a run ended
   * @return what is thrown to the process that called the run, where that wants errors; empty where
   *     there is a result
   */
  public static Optional<String> of(Outcome outcome) {
    return switch (outcome) {
      case COMPLETED, PARTIAL -> Optional.empty();
      case REJECTED -> Optional.of(AGENT_REJECTED);
      case FAILED -> Optional.of(AGENT_FAILED);
      case CANCELLED -> Optional.of(AGENT_CANCELLED);
    };
  }
}
