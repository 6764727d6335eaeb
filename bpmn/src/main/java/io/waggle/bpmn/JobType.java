package io.waggle.bpmn;

/**
 * The job types of an agent. Each agent has its own five, {@code <agent>.<verb>}: whoever
 * subscribes to them holds the agent.
 */
public enum JobType {
  /** Checks what a run was started with and files it in the journal. No LLM call. */
  ACCEPT,
  /** Writes, mends or revises the plan. At most one LLM call. */
  PLAN,
  /** One turn of a step: at most one LLM call. */
  THINK,
  /** Runs one tool call. */
  TOOL,
  /** Writes the result of the run. At most one LLM call. */
  SYNTHESIZE;

  /**
   * @param agent the agent's name
   * @return the job type as the engine knows it, for example {@code researcher.think}
   */
  public String of(String agent) {
    return agent + "." + verb();
  }

  /**
   * @return the part of the job type behind the agent's name
   */
  public String verb() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
