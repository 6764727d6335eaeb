package io.waggle.engine;

import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import io.waggle.journal.UndoableCall;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does one kind of job, for every agent. An attempt that was interrupted by the death of its
 * process is followed by another, which {@link AgentJob#inDoubtSince} tells.
 *
 * @param <V> a record of the variables that it reads; only those are fetched
 */
public interface AgentWorker<V extends Record> {
  JobType jobType();

  Class<V> variables();

  /**
   * @param processInstanceKey of the job
   * @return which run a job belongs to
   */
  RunKeys runKeys(long processInstanceKey, V variables);

  /**
   * As {@link #runKeys(long, Record)}, for jobs of which the tags of the process instance say more.
   *
   * @param tags of the process instance
   * @throws OnHoldException if that is not known yet
   */
  default RunKeys runKeys(long processInstanceKey, Set<String> tags, V variables) {
    return runKeys(processInstanceKey, variables);
  }

  /**
   * @return whether a job on the way may be interrupted when the process stops, to be done anew by
   *     another; one that may not is given time to end
   */
  default boolean isRepeatable(Agent agent, V variables) {
    return true;
  }

  /**
   * What tells a job from the others of its kind in its process instance, where it has to be
   * recognized although the engine gives it another key: a broker that dies may have handed out
   * jobs that it then forgets, and recreates (camunda/camunda#59177). The outcome of the forgotten
   * one counts for the new one.
   *
   * @return at most 64 characters; null where doing it once more does no harm
   */
  default @Nullable String subject(V variables) {
    return null;
  }

  /**
   * @return the tool call that a job is, if it can be undone; else null
   */
  default @Nullable UndoableCall undoable(Agent agent, V variables) {
    return null;
  }

  /**
   * @param job which job
   * @param variables of the process, checked against {@link #variables()}
   * @return what to record and how to complete the job
   * @throws TryAgainException if the same job later may succeed, and nothing has been done
   * @throws NeedsPersonException if only a person can help, and nothing has been done
   */
  JobOutcome work(AgentJob job, V variables);
}
