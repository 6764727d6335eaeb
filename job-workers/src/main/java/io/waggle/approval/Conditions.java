package io.waggle.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.Agents.Defined;
import io.waggle.agent.ToolRule;
import io.waggle.invocation.ToolThreads;
import io.waggle.tool.DefinitionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** The conditions of the agents' rules, read once. */
final class Conditions {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Arguments may make a condition slow. Not the threads of the tools, which may all be busy. */
  private final ToolThreads threads = new ToolThreads(64);

  private final Map<String, FeelCondition> byText = new ConcurrentHashMap<>();

  private Conditions() {}

  /**
   * @throws DefinitionException with a sentence that names the agent and where it was found, if one
   *     of the conditions is not FEEL, or names a parameter that no tool of its rule has
   */
  static Conditions of(Agents agents) {
    Conditions conditions = new Conditions();
    conditions.add(agents);
    return conditions;
  }

  /** As {@link #of}, besides those that are known; none is added where one of them is faulty. */
  void add(Agents agents) {
    Map<String, FeelCondition> read = new HashMap<>();
    for (Defined definition : agents.definitions()) {
      for (ToolRule rule : rules(definition.agent())) {
        if (rule.when() != null) {
          FeelCondition condition = read(definition, rule, rule.when());
          ConditionNames.check(definition, rule, condition);
          read.put(rule.when(), condition);
        }
      }
    }
    byText.putAll(read);
  }

  private static List<ToolRule> rules(Agent agent) {
    List<ToolRule> all = new ArrayList<>(agent.gates().rules());
    all.addAll(agent.inline());
    return all;
  }

  private static FeelCondition read(Defined definition, ToolRule rule, String text) {
    try {
      return FeelCondition.of(text);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(
          "Agent '%s', in %s, has a rule for calls of '%s' that cannot be read: %s"
              .formatted(
                  definition.agent().name(), definition.origin(), rule.tools(), e.getMessage()),
          e);
    }
  }

  /**
   * @param text of a rule of one of the agents
   * @param arguments of a tool call
   * @return whether the condition holds; empty where that cannot be told, also not within five
   *     seconds
   */
  Optional<Boolean> hold(String text, JsonNode arguments) {
    FeelCondition condition = Objects.requireNonNull(byText.get(text), text);
    try {
      return threads.call("condition", LONGEST, () -> condition.holds(arguments));
    } catch (TimeoutException | ExecutionException | RejectedExecutionException unknown) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
