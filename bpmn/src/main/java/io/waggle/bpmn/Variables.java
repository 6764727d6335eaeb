package io.waggle.bpmn;

/** Names of the variables that a client reads and writes; the public contract of a run. */
public final class Variables {
  /** In: the agent's name. */
  public static final String AGENT = "agent";

  /** In: what to do, in words. */
  public static final String TASK = "task";

  /** In, optional: any JSON that belongs to the task. */
  public static final String INPUT = "input";

  /** In, optional: {@link Limits}. */
  public static final String LIMITS = "limits";

  /**
   * In, optional: the run's name, see {@link RunNames}. Twice the same name is one run. Absent: it
   * is given one.
   */
  public static final String RUN_ID = "runId";

  /** In, optional: {@link Replay}. */
  public static final String REPLAY = "replay";

  /** In, optional: {@link Fork}. */
  public static final String FORK = "fork";

  /** In, optional: {@link FailureAs}. */
  public static final String FAILURE_AS = "failureAs";

  /**
   * Out: the result, at most {@value #MAX_RESULT_LENGTH} characters. A text; or, of an agent that
   * declares a type, after {@link Outcome#COMPLETED} and {@link Outcome#PARTIAL} a value.
   */
  public static final String RESULT = "result";

  /** Out: {@link Outcome}. */
  public static final String OUTCOME = "outcome";

  /** Out: {@link Usage}. */
  public static final String USAGE = "usage";

  /** Out: the journal record with the whole result. */
  public static final String RESULT_REF = "resultRef";

  /** In a message: {@link Cancellation}. */
  public static final String CANCELLATION = "cancellation";

  /** In a message: {@link Steering}. */
  public static final String STEERING = "steering";

  /** Of a gate's user task: {@link Decision}; what the gate returns: {@link TakenDecision}. */
  public static final String DECISION = "decision";

  /** Of a gate's user task: {@link Question}. */
  public static final String QUESTION = "question";

  /** Out: {@link TakenDecision}s of people in this run and its sub-agents, the last of them. */
  public static final String DECISIONS = "decisions";

  /** Out, only where it was asked for: how many tool calls were undone. */
  public static final String UNDONE = "undone";

  /** Characters of a task at the most; longer material belongs into files or {@link #INPUT}. */
  public static final int MAX_TASK_LENGTH = 200_000;

  /** Characters of {@link #INPUT} as JSON at the most. */
  public static final int MAX_INPUT_LENGTH = 1_000_000;

  /** Characters of {@link #RESULT} at the most; the journal has the whole. */
  public static final int MAX_RESULT_LENGTH = 30_000;

  private Variables() {}
}
