package io.waggle.client;

import io.waggle.bpmn.AgentNames;
import io.waggle.bpmn.RunNames;

/**
 * Which run is to be recreated from the journal. It is checked here, before anything is sent.
 *
 * @param run name of a run at the top; those of its sub-agents come along
 * @param agent name of its agent, whose worker has the run in its journal
 * @param takesOver whether to begin also where the run may still be alive on another engine
 */
public record ReplayRequest(String run, String agent, boolean takesOver) {
  /**
   * @throws IllegalArgumentException if one of the names is none; the message says what to do
   */
  public ReplayRequest {
    int slash = run.indexOf('/');
    if (slash > 0) {
      throw new IllegalArgumentException(
          "'%s' is the run of a sub-agent; replay the run at the top, '%s': those below come along."
              .formatted(run, run.substring(0, slash)));
    }
    RunNames.check(run);
    AgentNames.check(agent);
  }

  /**
   * @param run name of a run at the top
   * @param agent name of its agent
   * @return a request that waits for as long as the run may be alive elsewhere
   * @throws IllegalArgumentException if one of the names is none
   */
  public static ReplayRequest of(String run, String agent) {
    return new ReplayRequest(run, agent, false);
  }

  /**
   * For an engine that is gone for good while its workers live: whatever it still does counts for
   * nothing from now on.
   *
   * @return a copy that begins at once
   */
  public ReplayRequest takeOver() {
    return new ReplayRequest(run, agent, true);
  }
}
