package io.waggle.bpmn;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person says at a gate; variable {@link Variables#DECISION} of its user task. It counts
 * once "Take decision" has checked it, see {@link TakenDecision}.
 *
 * @param action what is to happen
 * @param digest {@link Question#digest()} of what the person saw; needed for every {@link Action}
 *     that lets something happen
 * @param reason why, or what should be different; the model reads it where its wish was denied
 * @param arguments all arguments of the call, changed or not; only with {@link Action#EDIT}
 * @param steps all steps of the plan, changed or not; only with {@link Action#EDIT}
 * @param answer the answer, or the result of the call that {@link Action#HAPPENED}
 * @param choice the answer, where it is one of those that the question offers
 * @param extendBy how much further; only with {@link Action#EXTEND}
 * @param by who says so, where the person did not come through Tasklist, which knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decision(
    Action action,
    @Nullable String digest,
    @Nullable String reason,
    @Nullable List<Argument> arguments,
    @Nullable List<Step> steps,
    @Nullable String answer,
    @Nullable String choice,
    @Nullable Integer extendBy,
    @Nullable String by) {
  /** Characters of {@link #reason} and of {@link #answer} at the most. */
  public static final int MAX_TEXT_LENGTH = 10_000;

  /**
   * An argument of a tool call, for people.
   *
   * @param name as the tool calls it
   * @param value a text as it is, anything else as JSON; null or empty: left out, unless the tool
   *     takes a text
   */
  public record Argument(String name, @Nullable JsonNode value) {}

  /**
   * A step of a plan, for people.
   *
   * @param id unique within the run; null or empty for a new step
   * @param title a few words
   * @param instruction what is to be done, whole
   * @param agent the sub-agent that does it; null or empty: the agent itself
   * @param needs ids of the steps whose results it needs, with commas between them
   */
  public record Step(
      @Nullable String id,
      @Nullable String title,
      @Nullable String instruction,
      @Nullable String agent,
      @Nullable String needs) {}

  /**
   * @return a decision that says no more than that
   */
  public static Decision of(Action action) {
    return new Decision(action, null, null, null, null, null, null, null, null);
  }

  /**
   * @param seen {@link Question#digest()}
   */
  public Decision onDigest(String seen) {
    return new Decision(action, seen, reason, arguments, steps, answer, choice, extendBy, by);
  }

  /**
   * @param why for people, and for the model where its wish was denied
   */
  public Decision because(@Nullable String why) {
    return new Decision(action, digest, why, arguments, steps, answer, choice, extendBy, by);
  }

  /**
   * @param changed all arguments of the call
   */
  public Decision withArguments(List<Argument> changed) {
    return new Decision(action, digest, reason, changed, steps, answer, choice, extendBy, by);
  }

  /**
   * @param changed all steps of the plan
   */
  public Decision withSteps(List<Step> changed) {
    return new Decision(action, digest, reason, arguments, changed, answer, choice, extendBy, by);
  }

  /**
   * @param text the answer, or the result of the call
   */
  public Decision withAnswer(@Nullable String text) {
    return new Decision(action, digest, reason, arguments, steps, text, choice, extendBy, by);
  }

  /**
   * @param units how much further
   */
  public Decision extendedBy(int units) {
    return new Decision(action, digest, reason, arguments, steps, answer, choice, units, by);
  }

  /**
   * @param person who says so
   */
  public Decision saidBy(@Nullable String person) {
    return new Decision(action, digest, reason, arguments, steps, answer, choice, extendBy, person);
  }
}
