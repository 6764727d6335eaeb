package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the process that called a run gets to know that it was rejected, failed or was cancelled. A
 * run that completed, also in part, ends with a value in any case.
 */
public enum FailureAs {
  /** By the variables that every run ends with. */
  @JsonProperty("value")
  VALUE,
  /** By a BPMN error with these variables, see {@link ErrorCodes#of}. */
  @JsonProperty("error")
  ERROR
}
