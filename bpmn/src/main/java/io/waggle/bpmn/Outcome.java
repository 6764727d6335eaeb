package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a run ended. A run whose process instance was terminated has no outcome. */
public enum Outcome {
  /** All of it was done. */
  @JsonProperty("completed")
  COMPLETED,
  /** A limit was reached or a step failed for good; the result says what there is. */
  @JsonProperty("partial")
  PARTIAL,
  /** A person rejected the plan, or did not answer in time. */
  @JsonProperty("rejected")
  REJECTED,
  /** Nothing could be done; the result says why. */
  @JsonProperty("failed")
  FAILED,
  /**
   * The run was asked to stop, and ended in good order: whatever it was doing was stopped, and what
   * it had done was undone if that was asked for.
   */
  @JsonProperty("cancelled")
  CANCELLED
}
