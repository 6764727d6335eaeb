package io.waggle.scripted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a scene answers. Everything left out fits every request.
 *
 * @param turn the number of answers in the request, assistant messages but for {@link
 *     io.waggle.llm.Message#RESULTS_READ}; 0 is the first answer
 * @param tools tools that must all be offered; an empty list: no tool may be offered
 * @param task condition on the first user message
 * @param user condition on the last user message
 * @param toolResult condition on the last tool message
 * @param any condition that at least one message, of whatever role, must meet
 */
public record When(
    @Nullable Integer turn,
    @Nullable List<String> tools,
    @Nullable TextCondition task,
    @Nullable TextCondition user,
    @Nullable TextCondition toolResult,
    @Nullable TextCondition any) {

  /** Fits every request. */
  public static final When ALWAYS = new When(null, null, null, null, null, null);

  /** Refuses a negative turn. */
  public When {
    if (turn != null && turn < 0) {
      throw new IllegalArgumentException("'turn' counts from 0 and cannot be " + turn);
    }
    tools = tools == null ? null : List.copyOf(tools);
  }

  @JsonCreator
  static When of(
      @JsonProperty("tools") @Nullable List<String> tools,
      @JsonProperty("task") @Nullable TextCondition task,
      @JsonProperty("user") @Nullable TextCondition user,
      @JsonProperty("toolResult") @Nullable TextCondition toolResult,
      @JsonProperty("any") @Nullable TextCondition any) {
    return new When(null, tools, task, user, toolResult, any);
  }

  /** The request has this many answers; 0 is the first answer. */
  public static When turn(int turn) {
    return new When(turn, null, null, null, null, null);
  }

  /** All these tools are offered; none named: no tool may be offered. */
  public When offering(String... names) {
    return new When(turn, List.of(names), task, user, toolResult, any);
  }

  /** The first user message has this part. */
  public When task(String part) {
    return task(TextCondition.contains(part));
  }

  /** The first user message fits. */
  public When task(TextCondition condition) {
    return new When(turn, tools, condition, user, toolResult, any);
  }

  /** The last user message has this part. */
  public When user(String part) {
    return user(TextCondition.contains(part));
  }

  /** The last user message fits. */
  public When user(TextCondition condition) {
    return new When(turn, tools, task, condition, toolResult, any);
  }

  /** The last tool message has this part. */
  public When toolResult(String part) {
    return toolResult(TextCondition.contains(part));
  }

  /** The last tool message fits. */
  public When toolResult(TextCondition condition) {
    return new When(turn, tools, task, user, condition, any);
  }

  /** At least one message, of whatever role, has this part. */
  public When any(String part) {
    return any(TextCondition.contains(part));
  }

  /** At least one message, of whatever role, fits. */
  public When any(TextCondition condition) {
    return new When(turn, tools, task, user, toolResult, condition);
  }

  When atTurn(@Nullable Integer number) {
    return new When(number, tools, task, user, toolResult, any);
  }

  /** What the conditions captured when the request fits, otherwise nothing. */
  Optional<Map<String, String>> captures(ChatRequest request) {
    boolean fits =
        (turn == null || turn == request.turn()) && (tools == null || offered(request.tools()));
    Map<String, String> captures = new HashMap<>();
    if (fits
        && capture(task, List.of(request.task()), captures)
        && capture(user, List.of(request.lastUser()), captures)
        && capture(toolResult, List.of(request.lastToolResult()), captures)
        && capture(any, request.texts(), captures)) {
      return Optional.of(captures);
    }
    return Optional.empty();
  }

  /** The names that a reply may use as placeholders. */
  Set<String> groups() {
    Set<String> groups = new HashSet<>();
    for (TextCondition condition : new TextCondition[] {task, user, toolResult, any}) {
      if (condition != null) {
        groups.addAll(condition.groups());
      }
    }
    return groups;
  }

  private boolean offered(Collection<String> names) {
    return tools == null || (tools.isEmpty() ? names.isEmpty() : names.containsAll(tools));
  }

  private static boolean capture(
      @Nullable TextCondition condition, List<String> texts, Map<String, String> captures) {
    if (condition == null) {
      return true;
    }
    for (String text : texts) {
      Optional<Map<String, String>> found = condition.captures(text);
      if (found.isPresent()) {
        captures.putAll(found.get());
        return true;
      }
    }
    return false;
  }
}
