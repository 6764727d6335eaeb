package io.waggle.engine;

import io.waggle.agent.Agent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that a feature does.
 *
 * @param agent the agent whose job it is
 * @param key stays the same across retries
 * @param processInstanceKey the process instance that it belongs to
 * @param attempt 1 for the first, as the engine counts
 * @param lastAttempt whether failing it again raises an incident
 * @param inDoubtSince when an earlier attempt began that ended without a word, so that it may have
 *     acted; null if none did
 */
public record AgentJob(
    Agent agent,
    long key,
    long processInstanceKey,
    int attempt,
    boolean lastAttempt,
    @Nullable Instant inDoubtSince) {
  /**
   * @return how process variables will refer to what this job comes to
   */
  public String ref() {
    return Long.toString(key);
  }
}
