package io.waggle.journal;

import io.waggle.bpmn.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as the journal has it, without its texts: a run of thousands of jobs is read in one piece.
 *
 * @param job which job
 * @param position in the order in which the jobs of all runs began
 * @param owner worker process that had it last; null where none has it
 * @param inDoubt whether an attempt may have acted without having recorded its outcome; of a job
 *     with an outcome it says nothing
 * @param attempts how often it was begun
 * @param copied whether another run did it, which this one was forked from
 * @param definition digest of the agent's definition that it was worked out by; null where none is
 *     recorded
 * @param begun when it was taken last
 * @param recorded when its outcome was recorded; null while it has none
 * @param usage what it used up
 */
public record BriefJob(
    JournaledJob job,
    long position,
    @Nullable String owner,
    boolean inDoubt,
    int attempts,
    boolean copied,
    @Nullable String definition,
    @Nullable Instant begun,
    @Nullable Instant recorded,
    Usage usage) {

  /**
   * @return where in the run it is
   */
  public String path() {
    return job.at().path();
  }
}
