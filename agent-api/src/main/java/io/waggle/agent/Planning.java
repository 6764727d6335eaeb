package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an agent makes a plan before it works. */
public enum Planning {
  /** Every run begins with a plan that the model makes. */
  @JsonProperty("always")
  ALWAYS,
  /** The plan is one step, the task itself, made without asking the model. */
  @JsonProperty("never")
  NEVER,
  /** The model is asked, and may decide that one step is enough. */
  @JsonProperty("auto")
  AUTO
}
