package io.waggle.engine;

import io.waggle.journal.Claim;
import io.waggle.journal.JournaledJob;
import java.time.Duration;
import java.util.Locale;

/** Why the journal lets nobody work on a job, for whoever reads the incident. */
final class Refusals {
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private Refusals() {}

  static NeedsPersonException superseded(JournaledJob job) {
    return new NeedsPersonException(
        "The run '%s' was recreated, and another process instance has taken the place of this one, which does nothing any more. Terminate this one."
            .formatted(job.at().run()),
        null);
  }

  static NeedsPersonException noRun(JournaledJob job) {
    return new NeedsPersonException(
        "The journal has no run '%s', which the variable 'run' names. Workers of agents that call each other must share one journal database: correct waggle.journal.url, or the variable if somebody changed it, then resolve this incident."
            .formatted(job.at().run()),
        null);
  }

  static NeedsPersonException taken(JournaledJob job, Claim.Taken other) {
    return new NeedsPersonException(
        "The journal has another job at '%s': %s of the agent '%s'. The variables are not those of this run; correct them (in Operate: edit the variable) and resolve this incident."
            .formatted(job.at(), other.verb().toLowerCase(Locale.ROOT), other.agent()),
        null);
  }

  /** The next time, the job's place is worked out with what is known by then. */
  static OnHoldException occupied(JournaledJob job, Claim.Occupied sibling) {
    return new OnHoldException(
        "The process instance %d was faster at '%s'; this one takes the next place."
            .formatted(sibling.by(), job.at()),
        AT_ONCE);
  }
}
