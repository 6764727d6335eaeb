package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a run may go. A limit that is reached stops the run softly: what was done is synthesized,
 * the outcome is {@link Outcome#PARTIAL}. Absent members take the agent's own value, and where it
 * has none, that of {@link #DEFAULT}.
 *
 * <p>The last five are shared: they hold for a run and all its sub-agents' runs together. Those of
 * a sub-agent hold for its own run and those below it, on top of its caller's.
 *
 * @param maxSteps steps worked on in one run, replans included; 1 to 50, default 20
 * @param maxTurns turns (LLM answers) in one step; 1 to 1000, default 20
 * @param maxReplans how often the plan may be revised because of what the steps found; 0 to 10,
 *     default 2
 * @param maxDepth how deep sub-agents may nest; 0 to 10, default 4; 0 means no sub-agents
 * @param maxToolCalls tool calls that models ask for; 1 to 100,000, default 2,000
 * @param maxTokens tokens sent to and written by models; 1 to 1,000,000,000,000, default 20,000,000
 * @param maxCost what models may cost, in the currency of the worker's prices; more than 0, up to
 *     1,000,000, with at most 6 decimals; default none
 * @param maxDuration time from the acceptance of the run on, whatever it waits for; ISO 8601 in
 *     days and less, such as {@code PT2H}; 1 s to 365 days, default none
 * @param maxSubAgents calls of sub-agents; 0 to 10,000, default 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Limits(
    @Nullable Integer maxSteps,
    @Nullable Integer maxTurns,
    @Nullable Integer maxReplans,
    @Nullable Integer maxDepth,
    @Nullable Integer maxToolCalls,
    @Nullable Long maxTokens,
    @Nullable BigDecimal maxCost,
    @Nullable String maxDuration,
    @Nullable Integer maxSubAgents) {

  /** What holds where neither the run nor the agent says anything. */
  public static final Limits DEFAULT =
      new Limits(20, 20, 2, 4, 2_000, 20_000_000L, null, null, 100);

  /** As deep as sub-agents may ever nest. */
  public static final int MAX_DEPTH = 10;

  /** Sets no limit of its own. */
  public static final Limits NONE = new Limits(null, null, null, null);

  /**
   * @throws IllegalArgumentException if limits are out of their range; the message names them all
   */
  @JsonCreator
  public Limits {
    String problems =
        Stream.of(
                LimitRange.problem("maxSteps", maxSteps),
                LimitRange.problem("maxTurns", maxTurns),
                LimitRange.problem("maxReplans", maxReplans),
                LimitRange.problem("maxDepth", maxDepth),
                LimitRange.problem("maxToolCalls", maxToolCalls),
                LimitRange.problem("maxTokens", maxTokens),
                LimitRange.costProblem(maxCost),
                LimitRange.durationProblem(maxDuration),
                LimitRange.problem("maxSubAgents", maxSubAgents))
            .filter(problem -> !problem.isEmpty())
            .collect(Collectors.joining(" "));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems);
    }
  }

  /** Without those that a run shares with its sub-agents. */
  public Limits(
      @Nullable Integer maxSteps,
      @Nullable Integer maxTurns,
      @Nullable Integer maxReplans,
      @Nullable Integer maxDepth) {
    this(maxSteps, maxTurns, maxReplans, maxDepth, null, null, null, null, null);
  }

  /**
   * @return these limits, with at most so many tool calls
   */
  public Limits withToolCalls(int most) {
    return or(NONE, new Limits(null, null, null, null, most, null, null, null, null));
  }

  /**
   * @return these limits, with at most so many tokens
   */
  public Limits withTokens(long most) {
    return or(NONE, new Limits(null, null, null, null, null, most, null, null, null));
  }

  /**
   * @return these limits, with at most this cost, in the currency of the worker's prices
   */
  public Limits withCost(BigDecimal most) {
    return or(NONE, new Limits(null, null, null, null, null, null, most, null, null));
  }

  /**
   * @return these limits, with at most this time
   */
  public Limits withDuration(Duration most) {
    return or(NONE, new Limits(null, null, null, null, null, null, null, most.toString(), null));
  }

  /**
   * @return these limits, with at most so many calls of sub-agents
   */
  public Limits withSubAgents(int most) {
    return or(NONE, new Limits(null, null, null, null, null, null, null, null, most));
  }

  private Limits or(Limits last, Limits first) {
    return first.or(this).or(last);
  }

  /**
   * @return the time that a run may take; null if there is no such limit
   */
  public @Nullable Duration duration() {
    return maxDuration == null ? null : Duration.parse(maxDuration);
  }

  /**
   * @param other asked for what these limits leave open
   * @return these limits, completed
   */
  public Limits or(Limits other) {
    return new Limits(
        first(maxSteps, other.maxSteps),
        first(maxTurns, other.maxTurns),
        first(maxReplans, other.maxReplans),
        first(maxDepth, other.maxDepth),
        first(maxToolCalls, other.maxToolCalls),
        first(maxTokens, other.maxTokens),
        first(maxCost, other.maxCost),
        first(maxDuration, other.maxDuration),
        first(maxSubAgents, other.maxSubAgents));
  }

  private static <T> @Nullable T first(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }

  /**
   * @param most what a caller allows
   * @return these limits, with a {@code maxDepth} that is not higher
   */
  public Limits withDepthAtMost(int most) {
    return maxDepth == null || maxDepth > most ? new Limits(null, null, null, most).or(this) : this;
  }

  /**
   * @return these limits, for an agent that never plans
   */
  public Limits withoutReplans() {
    return new Limits(null, null, 0, null).or(this);
  }

  /**
   * @return those that a run shares with its sub-agents' runs
   */
  public Limits shared() {
    return new Limits(
        null, null, null, null, maxToolCalls, maxTokens, maxCost, maxDuration, maxSubAgents);
  }

  /**
   * @param caller limits of the run that called the run that these are of
   * @return these limits, none of those that are shared wider than the caller's
   */
  public Limits within(Limits caller) {
    Duration own = duration();
    Duration most = caller.duration();
    return new Limits(
            null,
            null,
            null,
            null,
            least(maxToolCalls, caller.maxToolCalls),
            least(maxTokens, caller.maxTokens),
            least(maxCost, caller.maxCost),
            own == null || (most != null && most.compareTo(own) < 0)
                ? caller.maxDuration
                : maxDuration,
            least(maxSubAgents, caller.maxSubAgents))
        .or(this);
  }

  private static <T extends Comparable<T>> @Nullable T least(@Nullable T one, @Nullable T other) {
    return one == null || (other != null && other.compareTo(one) < 0) ? other : one;
  }

  /**
   * @param name of a limit, for example {@code maxTurns}
   * @return the highest that it can be; of {@code maxDuration} in minutes
   */
  public static long most(String name) {
    return LimitRange.most(name);
  }
}
