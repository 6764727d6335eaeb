package io.waggle.engine;

import io.waggle.agent.Agent;
import io.waggle.bpmn.Usage;
import io.waggle.journal.Families;
import io.waggle.journal.JobAddress;
import io.waggle.llm.Message;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A job that a feature does.
 *
 * @param agent the agent whose job it is
 * @param at where it is; null of a job of which nothing is recorded
 * @param epoch of the run, as the job knows it
 * @param key what the engine calls it; stays the same across retries, until the run is recreated
 * @param processInstanceKey the process instance that it belongs to
 * @param tags of the process instance
 * @param attempt 1 for the first, as the engine counts
 * @param lastAttempt whether failing it again raises an incident
 * @param inDoubtSince when an earlier attempt began that ended without a word, so that it may have
 *     acted; null if none did
 * @param effectRun name of the run by which others know what the job does; null of a job of which
 *     nothing is recorded
 * @param said how many things people had said in the run when the job was taken
 * @param spent what the run at the top had used up when the job was taken; null if it was not read
 * @param ownership what the attempt may do while the job is its own
 */
public record AgentJob(
    Agent agent,
    @Nullable JobAddress at,
    int epoch,
    long key,
    long processInstanceKey,
    Set<String> tags,
    int attempt,
    boolean lastAttempt,
    @Nullable Instant inDoubtSince,
    @Nullable String effectRun,
    long said,
    Families.@Nullable Spent spent,
    Ownership ownership) {
  /**
   * To be called right before something is done that must not be done twice. This process may have
   * been taken for dead since it claimed the job, because it was stopped for seconds: then the job
   * is in other hands.
   *
   * @throws CancellationException if it is; the worker lets it pass
   */
  public void confirm() {
    ownership.confirm();
  }

  /**
   * @return what earlier attempts at the job kept: messages, oldest first; empty if they kept
   *     nothing
   */
  public List<Message> kept() {
    return ownership.kept();
  }

  /**
   * Keeps an answer of a model that is not the outcome yet: it is paid for, and an attempt that
   * follows need not ask for it again.
   *
   * @param said all messages so far
   * @param used up since the last time that something was kept; what the outcome says is used up
   *     comes on top
   * @throws CancellationException if the job is in other hands
   */
  public void keep(List<Message> said, Usage used) {
    ownership.keep(said, used);
  }

  /**
   * @return how process variables of the run will refer to the outcome of this job: its path
   */
  public String ref() {
    return Objects.requireNonNull(at, "nothing is recorded of this job").path();
  }

  /**
   * @return what tells the job from all others, whatever engine has it and however often it is
   *     tried
   */
  public String id() {
    return at == null ? "job " + key : at.toString();
  }
}
