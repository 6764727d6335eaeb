package io.waggle.bpmn;

import java.util.Locale;

/**
 * The job types of an agent. Each agent has its own, {@code <agent>.<verb>}: whoever subscribes to
 * them holds the agent.
 */
public enum JobType {
  /** Checks what a run was started with and files it in the journal. No LLM call. */
  ACCEPT(8),
  /** Writes, mends or revises the plan. At most one LLM call. */
  PLAN(8),
  /** One turn of a step: at most one LLM call. */
  THINK(8),
  /** Runs one tool call. */
  TOOL(4),
  /** Lets a sub-agent be called, unless a person has to approve it first and nobody did. */
  HAND_OVER(8),
  /** Files what a process answered that is not an agent. No LLM call. */
  RECORD_ANSWER(8),
  /** Writes the result of the run. At most one LLM call. */
  SYNTHESIZE(8),
  /** Lists what people decided in a run that ends without a result. No LLM call. */
  FIND_DECISIONS(8),
  /** Ends a run with a BPMN error, where its caller wants that. No LLM call. */
  THROW_ERROR(8),
  /** Lists the tool calls of a run that are to be undone and are not yet. No LLM call. */
  FIND_UNDO(8),
  /** Undoes one tool call. No LLM call. */
  UNDO(8),
  /** Lays out for a person what is to be decided at a gate. No LLM call. */
  ASK(8),
  /** Tells those who are asked at a gate that somebody waits for them. */
  REMIND(8),
  /** Asks others as well at a gate. */
  ESCALATE(8),
  /** Checks and records what a person decided at a gate. No LLM call. */
  DECIDE(8),
  /** Files what a person says to a run under way. No LLM call. */
  STEER(8),
  /** Answers one prompt of a process that is no run. */
  ANSWER(8),
  /** Runs one tool for a process that is no run. No LLM call. */
  CALL(4);

  /**
   * Attempts that a job gets at the most when its incident is resolved: Waggle's clients give it as
   * many, for what may pass, and Operate gives it one.
   */
  public static final int RETRIES_AFTER_INCIDENT = 3;

  private final int retries;

  JobType(int retries) {
    this.retries = retries;
  }

  /**
   * @return how often the engine hands the job out before it raises an incident, as the models say
   */
  public int retries() {
    return retries;
  }

  /**
   * @param agent the agent's name
   * @return the job type as the engine knows it, for example {@code researcher.think}
   */
  public String of(String agent) {
    return agent + "." + verb();
  }

  /**
   * @return the part of the job type behind the agent's name, for example {@code find-undo}
   */
  public String verb() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
