package io.waggle.gate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens at a gate. */
public enum GateMoment {
  /** A person is asked. */
  @JsonProperty("asked")
  ASKED,
  /** Nobody has answered so far. */
  @JsonProperty("reminded")
  REMINDED,
  /** Others are asked as well. */
  @JsonProperty("escalated")
  ESCALATED,
  /** It is decided, by a person or by silence. */
  @JsonProperty("decided")
  DECIDED
}
