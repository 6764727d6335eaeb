package io.waggle.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.waggle.journal.PastJob;

/** How far a job is, as far as the journal knows. */
public enum JobState {
  /** It has an outcome. */
  @JsonProperty("recorded")
  RECORDED,
  /** A worker is at it, or has died and nobody has noticed yet. */
  @JsonProperty("under way")
  UNDER_WAY,
  /** Nobody is at it, and an attempt may have acted. */
  @JsonProperty("in doubt")
  IN_DOUBT,
  /** Nobody is at it, and nothing has been done. */
  @JsonProperty("free")
  FREE;

  static JobState of(PastJob job) {
    if (job.outcome() != null) {
      return RECORDED;
    }
    if (job.owner() != null) {
      return UNDER_WAY;
    }
    return job.inDoubt() ? IN_DOUBT : FREE;
  }
}
