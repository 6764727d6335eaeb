package io.waggle.engine;

import io.waggle.bpmn.JobType;

/**
 * Does one kind of job, for every agent. May run twice for the same job, at the same time even:
 * what is recorded first counts.
 *
 * @param <V> a record of the variables that it reads; only those are fetched
 */
public interface AgentWorker<V extends Record> {
  JobType jobType();

  Class<V> variables();

  /**
   * @param job which job
   * @param variables of the process, checked against {@link #variables()}
   * @return what to record and how to complete the job
   * @throws TryAgainException if the same job later may succeed
   * @throws NeedsPersonException if only a person can help
   */
  JobOutcome work(AgentJob job, V variables);
}
