package io.waggle.engine;

import io.waggle.agent.Agent;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A job that a feature does.
 *
 * @param agent the agent whose job it is
 * @param key of its record in the journal: the engine's own, but where the engine gave the job
 *     another one than before, or its key to another job; stays the same across retries
 * @param processInstanceKey the process instance that it belongs to
 * @param tags of the process instance
 * @param attempt 1 for the first, as the engine counts
 * @param lastAttempt whether failing it again raises an incident
 * @param inDoubtSince when an earlier attempt began that ended without a word, so that it may have
 *     acted; null if none did
 * @param claim throws if another worker process has taken the job over
 */
public record AgentJob(
    Agent agent,
    long key,
    long processInstanceKey,
    Set<String> tags,
    int attempt,
    boolean lastAttempt,
    @Nullable Instant inDoubtSince,
    Runnable claim) {
  /**
   * To be called right before something is done that must not be done twice. This process may have
   * been taken for dead since it claimed the job, because it was stopped for seconds: then the job
   * is in other hands.
   *
   * @throws CancellationException if it is; the worker lets it pass
   */
  public void confirm() {
    claim.run();
  }

  /**
   * @return how process variables will refer to what this job comes to
   */
  public String ref() {
    return Long.toString(key);
  }
}
