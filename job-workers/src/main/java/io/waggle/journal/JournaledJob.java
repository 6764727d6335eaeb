package io.waggle.journal;

import io.waggle.bpmn.JobType;
import org.jspecify.annotations.Nullable;

/**
 * Which job a row of the journal is about.
 *
 * @param at where it is: the row's key
 * @param scope of the agent's own run: what the paths of its jobs begin with; empty at the top
 * @param epoch of the run as the job knows it: 1 more each time that the run was recreated
 * @param agent whose job it is
 * @param type which of the agent's jobs
 * @param key what the engine calls it
 * @param processInstanceKey process instance that the job belongs to
 * @param undoTool the tool, where the job is a tool call that can be undone; null once it is
 *     certain that there is nothing to undo
 */
public record JournaledJob(
    JobAddress at,
    String scope,
    int epoch,
    String agent,
    JobType type,
    long key,
    long processInstanceKey,
    @Nullable String undoTool) {

  /** The same job, of which it is certain that there is nothing to undo. */
  public JournaledJob withoutUndo() {
    return new JournaledJob(at, scope, epoch, agent, type, key, processInstanceKey, null);
  }
}
