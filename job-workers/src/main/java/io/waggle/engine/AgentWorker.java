package io.waggle.engine;

import io.waggle.agent.Agent;
import io.waggle.bpmn.JobType;
import java.util.Optional;
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
   * Says where a job is. It depends on nothing but what the run decided before, so that the job is
   * at the same place whatever engine hands it out, and however often.
   *
   * @param job as the engine hands it out
   * @return its place
   * @throws NeedsPersonException if the variables name a run that the job is not of
   * @throws OnHoldException if it is not known yet
   */
  Place place(EngineJob job, V variables);

  /**
   * @return whether a job on the way may be interrupted when the process stops, to be done anew by
   *     another; one that may not is given time to end
   */
  default boolean isRepeatable(Agent agent, V variables) {
    return true;
  }

  /**
   * @param place of the job
   * @return whether a job changes nothing but what is recorded of it: nobody has to know that it
   *     was begun, so its intent is written only if it takes a while
   */
  default boolean isHarmless(Agent agent, V variables, Place place) {
    return false;
  }

  /**
   * @return the tool, where a job is a tool call that can be undone; else null
   */
  default @Nullable String undoable(Agent agent, V variables) {
    return null;
  }

  /**
   * What a process gets to know, in place of what is recorded, where it begins its part of the run
   * from nothing because the run was recreated: also what the process instance before it got to
   * know of later jobs, and would have to ask for once more.
   *
   * @param job which job
   * @param recorded what is recorded of it
   * @return the outcome to complete the job with
   */
  default Delivery anew(AgentJob job, V variables, Delivery recorded) {
    return recorded;
  }

  /**
   * What follows in the process, where the agent lets it be done within the same job. Asked after
   * each outcome, also a recorded one.
   *
   * @param job which job
   * @param outcome what the process would be told
   * @return empty if the process goes on
   */
  default Optional<Inline<V>> inline(AgentJob job, V variables, Delivery outcome) {
    return Optional.empty();
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
