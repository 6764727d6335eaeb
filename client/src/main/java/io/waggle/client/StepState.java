package io.waggle.client;

/** How far a step of the plan is. */
public enum StepState {
  /** In the plan, not begun. */
  PLANNED,
  /** Being worked on. */
  ACTIVE,
  /** There is a result. */
  DONE,
  /** There is a result, but a limit cut it short. */
  PARTIAL,
  /** There is no result. */
  FAILED,
  /** Terminated together with its run. */
  TERMINATED
}
