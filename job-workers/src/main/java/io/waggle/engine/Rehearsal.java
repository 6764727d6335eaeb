package io.waggle.engine;

import io.waggle.journal.JobRecord;

/**
 * Is told of every job of a run that is recreated from a record, to find out whether the agents of
 * now would do what was done then. There is none where runs are real.
 */
public interface Rehearsal {
  /**
   * A job of which the outcome is recorded; the process gets to know that, whatever is found here.
   *
   * @param worker that does jobs of this kind
   * @param job which job
   * @param variables of the process
   * @param record what is recorded of it
   */
  <V extends Record> void recorded(
      AgentWorker<V> worker, AgentJob job, V variables, JobRecord record);

  /**
   * A job that the record does not have: nothing must be done.
   *
   * @param job which job
   * @throws NeedsPersonException always
   */
  void unrecorded(AgentJob job);
}
