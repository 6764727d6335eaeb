package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a step ended.
 *
 * @param id the step's id
 * @param title the step's title
 * @param status whether its result can be built upon
 * @param preview beginning of the result, or of what went wrong
 * @param ref path of the journal record with the whole; null where a person skipped the step by
 *     hand
 * @param replan whether the step asked for the plan to be looked at again
 * @param usage what the step used up
 */
public record StepResult(
    String id,
    String title,
    Status status,
    String preview,
    @Nullable String ref,
    boolean replan,
    Usage usage) {

  /** Whether the result of a step can be built upon. */
  public enum Status {
    /** Done. */
    @JsonProperty("done")
    DONE,
    /** A limit was reached; there is a result, but not all that was asked for. */
    @JsonProperty("partial")
    PARTIAL,
    /** There is no result; the text says why. */
    @JsonProperty("failed")
    FAILED
  }
}
