package io.waggle.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.waggle.journal.BriefJob;
import io.waggle.journal.PastJob;
import org.jspecify.annotations.Nullable;

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

  /** How far a job is. */
  public static JobState of(PastJob job) {
    return of(job.outcome() != null, job.owner(), job.inDoubt());
  }

  /** How far a job is. */
  public static JobState of(BriefJob job) {
    return of(job.recorded() != null, job.owner(), job.inDoubt());
  }

  private static JobState of(boolean recorded, @Nullable String owner, boolean inDoubt) {
    if (recorded) {
      return RECORDED;
    }
    if (owner != null) {
      return UNDER_WAY;
    }
    return inDoubt ? IN_DOUBT : FREE;
  }
}
