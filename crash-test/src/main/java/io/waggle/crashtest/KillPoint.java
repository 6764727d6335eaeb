package io.waggle.crashtest;

import static io.waggle.crashtest.Spot.call;
import static io.waggle.crashtest.Spot.effect;
import static io.waggle.crashtest.Spot.job;
import static io.waggle.crashtest.Spot.request;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The moments of a run at which its worker, its engine, or both are killed. */
public enum KillPoint {
  /** The run is in the journal, the engine does not know it. */
  TASK_ACCEPTED("task accepted", 0, job("crash-test-buyer.accept", Moment.RECORDED)),
  /** A person is asked to agree. */
  AT_USER_TASK("at an approval", 0, Story.ANNOUNCED, null, null),
  /** A person is asked what the model wants to know. */
  AT_QUESTION("at a question", 0, Story.ASKED, null, null),
  /** A person is asked whether a tool has acted. */
  AT_DOUBT("at a call in doubt", 0, Story.POSTED, null, null),
  /** The person has decided; the decision is in the journal, the engine does not know it. */
  DECISION_NOT_DELIVERED(
      "decision recorded",
      0,
      Story.ANNOUNCED,
      job("crash-test-buyer.decide", Moment.RECORDED),
      null),
  /** The lease is taken, the model not asked yet. */
  BEFORE_LLM_CALL("before the LLM call", 0, job(KillPoint.THINK, Moment.CLAIMED)),
  /** The model has the question. */
  DURING_LLM_CALL("during the LLM call", 1, call("buyer-pay")),
  /** The answer is there and paid for, but only in the worker's memory. */
  ANSWER_NOT_RECORDED("LLM answer not recorded", 1, job(KillPoint.THINK, Moment.ACTED)),
  /** The answer is in the journal, the engine does not know it. */
  ANSWER_NOT_DELIVERED("LLM answer recorded", 0, job(KillPoint.THINK, Moment.RECORDED)),
  /** The lease of the tool call is taken, the tool not called yet. */
  BEFORE_SIDE_EFFECT("before a side effect", 0, job(KillPoint.TOOL, Moment.CLAIMED)),
  /** The tool has asked for it; it happens after somebody has looked it up in vain. */
  SIDE_EFFECT_ON_ITS_WAY("a side effect on its way", 0, request("pay")),
  /** It has happened out there; the tool, which may act only once, does not know it. */
  IN_SIDE_EFFECT("in a side effect", 0, effect("pay")),
  /** The same with a tool that may act again with the same key. */
  IN_IDEMPOTENT_EFFECT("in an idempotent effect", 0, effect("reserve")),
  /** The same with a tool that may act only once and cannot be looked up: a person is asked. */
  IN_UNKNOWABLE_EFFECT("in an effect without look-up", 0, Story.CASH, effect("pay_cash"), null),
  /** The tool has returned, nothing is recorded. */
  AFTER_SIDE_EFFECT("after a side effect", 0, job(KillPoint.TOOL, Moment.ACTED)),
  /** The tool's outcome is in the journal, the engine does not know it. */
  OUTCOME_NOT_DELIVERED("tool outcome recorded", 0, job(KillPoint.TOOL, Moment.RECORDED)),
  /** The sub-agent has its task, its parent waits. */
  WAITING_FOR_SUB_AGENT(
      "waiting on a sub-agent", 0, job(KillPoint.SCOUT + ".accept", Moment.CLAIMED)),
  /** The first turn is recorded, its call not made yet; the engine knows of neither. */
  BEFORE_CALL_INSIDE(
      "before a call inside Think", 0, job(KillPoint.SCOUT + ".tool", Moment.CLAIMED)),
  /** The call has returned, nothing of it is recorded. */
  CALL_INSIDE_NOT_RECORDED(
      "after a call inside Think", 0, job(KillPoint.SCOUT + ".tool", Moment.ACTED)),
  /** The call is recorded, the next turn has not begun. */
  CALL_INSIDE_RECORDED(
      "call inside Think recorded", 0, job(KillPoint.SCOUT + ".tool", Moment.RECORDED)),
  /** The model has the question of a later turn of the same job. */
  DURING_LATER_LLM_CALL("during a later LLM call inside", 1, call("scout-mark")),
  /** The answer of a later turn is only in the worker's memory. */
  LATER_ANSWER_NOT_RECORDED(
      "later answer not recorded", 1, job(KillPoint.SCOUT + ".think", "t2", Moment.ACTED)),
  /** The answer of a later turn is in the journal, its call has not begun. */
  LATER_ANSWER_RECORDED(
      "later answer recorded", 0, job(KillPoint.SCOUT + ".think", "t2", Moment.RECORDED)),
  /** A tool that may act again with the same key has acted inside, and does not know it. */
  IN_EFFECT_INSIDE("in an effect inside Think", 0, effect("mark")),
  /** The model is writing the result. */
  IN_SYNTHESIZE("in synthesize", 1, call("buyer-synthesize")),
  /** The result is in the journal, the engine does not know it. */
  RESULT_NOT_DELIVERED("result recorded", 0, job("crash-test-buyer.synthesize", Moment.RECORDED)),
  /** One job is done and the next has not begun. */
  BETWEEN_JOBS(
      "between jobs",
      0,
      Story.PLAIN,
      job("crash-test-buyer.plan", Moment.COMPLETED),
      job(KillPoint.THINK, Moment.CLAIMED));

  private static final String SCOUT = Trial.SUB_AGENT;
  private static final String THINK = "crash-test-buyer.think";
  private static final String TOOL = "crash-test-buyer.tool";

  private final String title;
  private final int repeatedCalls;
  private final Story story;
  private final @Nullable String spot;
  private final @Nullable String spotAfter;

  KillPoint(String title, int repeatedCalls, Spot spot) {
    this(title, repeatedCalls, Story.PLAIN, spot, null);
  }

  KillPoint(
      String title, int repeatedCalls, Story story, @Nullable Spot spot, @Nullable Spot spotAfter) {
    this.title = title;
    this.repeatedCalls = repeatedCalls;
    this.story = story;
    this.spot = spot == null ? null : spot.name();
    this.spotAfter = spotAfter == null ? null : spotAfter.name();
  }

  /**
   * @return what people call it
   */
  public String title() {
    return title;
  }

  /**
   * @return its name on a command line, such as {@code before-llm-call}
   */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** LLM calls that must be made again: those whose answer died with the worker. */
  int repeatedCalls(Victim victim) {
    return victim.isWorker() ? repeatedCalls : 0;
  }

  /**
   * Whether nobody but a person can tell what has happened: whoever could have recorded it is dead.
   */
  boolean leavesDoubt(Victim victim) {
    return this == IN_UNKNOWABLE_EFFECT && victim.isWorker();
  }

  /** Whether a question is open, which dies with the engine and has to be asked again. */
  boolean asksAgain(Victim victim) {
    return spot == null && victim.isEngine();
  }

  Story story() {
    return story;
  }

  /** Where the run is held: at the first, and at the second should it get that far. */
  List<Spot> spots() {
    return Stream.of(Optional.ofNullable(spot), Optional.ofNullable(spotAfter))
        .flatMap(Optional::stream)
        .map(Spot::new)
        .toList();
  }
}
