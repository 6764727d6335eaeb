package io.waggle.engine;

import io.waggle.bpmn.JobType;
import io.waggle.journal.JobRecord;

/**
 * Is told how far the jobs of this process are, on the job's own thread, which waits for it. Every
 * Spring bean of this type is told; what it throws is logged and changes nothing. For measurements,
 * and for tests that kill the process at a certain moment.
 */
@FunctionalInterface
public interface JobListener {
  /**
   * @param moment that the job has reached; a job that fails or is handed back reaches no further
   *     one, and a job whose outcome is replayed only the last
   * @param type which of the agent's jobs
   * @param job which job
   */
  void on(JobMoment moment, JobType type, AgentJob job);

  /**
   * The engine was told the outcome of a job, which the journal has, or whoever follows within the
   * same job of the engine. Right before {@link JobMoment#COMPLETED}, where the engine was told;
   * not for a job of which nothing is recorded.
   *
   * @param job which job
   * @param record the outcome
   * @param origin who worked it out
   */
  default void delivered(AgentJob job, JobRecord record, OutcomeOrigin origin) {}

  /**
   * An attempt has ended after {@link JobMoment#CLAIMED} without an outcome that is recorded.
   *
   * @param type which of the agent's jobs
   * @param job which job
   * @param thrown why
   */
  default void failed(JobType type, AgentJob job, Throwable thrown) {}
}
