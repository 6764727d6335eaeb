package io.waggle.journal;

import io.waggle.bpmn.JobType;
import org.jspecify.annotations.Nullable;

/**
 * Which job a row of the journal is about.
 *
 * @param key key of the job, which stays the same across its retries; in a record, the key of the
 *     row
 * @param processInstanceKey process instance that the job belongs to
 * @param runKey process instance of the agent's own run
 * @param rootKey process instance of the run at the top; the same where no agent called this one
 * @param agent whose job it is
 * @param type which of the agent's jobs
 * @param undo the tool call that the job is, if it can be undone; null once it is certain that
 *     there is nothing to undo
 * @param subject what tells the job from the others of its type in its process instance, whatever
 *     key the engine gives it; null if nothing has to
 */
public record JournaledJob(
    long key,
    long processInstanceKey,
    long runKey,
    long rootKey,
    String agent,
    JobType type,
    @Nullable UndoableCall undo,
    @Nullable String subject) {

  /** A job that is no tool call, or one that cannot be undone. */
  public JournaledJob(
      long key, long processInstanceKey, long runKey, long rootKey, String agent, JobType type) {
    this(key, processInstanceKey, runKey, rootKey, agent, type, null, null);
  }

  /** The same job, of which it is certain that there is nothing to undo. */
  public JournaledJob withoutUndo() {
    return new JournaledJob(key, processInstanceKey, runKey, rootKey, agent, type, null, subject);
  }

  /** The same job; another one may be about the same from now on. */
  public JournaledJob withoutSubject() {
    return new JournaledJob(key, processInstanceKey, runKey, rootKey, agent, type, undo, null);
  }

  /** The same job, in a row of another key. */
  public JournaledJob withKey(long row) {
    return new JournaledJob(row, processInstanceKey, runKey, rootKey, agent, type, undo, subject);
  }
}
