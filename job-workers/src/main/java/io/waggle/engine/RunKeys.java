package io.waggle.engine;

import io.waggle.bpmn.Run;

/**
 * Which run a job belongs to.
 *
 * @param run process instance of the agent's own run
 * @param root process instance of the run at the top; the same where no agent called this one
 */
public record RunKeys(long run, long root) {
  public static RunKeys of(Run run) {
    return new RunKeys(Long.parseLong(run.key()), Long.parseLong(run.rootKey()));
  }
}
