package io.waggle.agent;

import io.waggle.bpmn.AgentNames;
import io.waggle.bpmn.Gate;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.NearMiss;
import io.waggle.tool.ToolBox;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What every agent's definition has to obey; each broken rule is one sentence. */
final class AgentRules {
  /** Names of tools that the runtime itself gives to agents. */
  static final Set<String> RESERVED = Set.of("make_plan", "give_up", "ask_human");

  private AgentRules() {}

  static void check(String name, String model, String instructions) {
    try {
      AgentNames.check(name);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(String.valueOf(e.getMessage()), e);
    }
    if (model.isEmpty()) {
      throw wrong(
          name, "has no model: give it one as 'provider:name', for example 'openai:gpt-5-mini'.");
    }
    if (instructions.isEmpty()) {
      throw wrong(
          name, "has no instructions: say in a sentence or more who it is and what it does.");
    }
  }

  static void checkTools(
      String name, ToolBox tools, List<SubAgent> subAgents, Set<String> approvedTools) {
    var subAgentTools = new HashSet<String>();
    for (SubAgent subAgent : subAgents) {
      if (!subAgentTools.add(subAgent.toolName())) {
        throw wrong(
            name, "names the sub-agent '%s' twice: leave one out.".formatted(subAgent.name()));
      }
    }
    for (String tool : tools.names()) {
      if (RESERVED.contains(tool)) {
        throw wrong(
            name, "has a tool named '%s', a name of Waggle's own: rename it.".formatted(tool));
      }
      if (subAgentTools.contains(tool)) {
        throw wrong(
            name,
            "has a tool named '%s', which is how it asks a sub-agent: rename the tool."
                .formatted(tool));
      }
    }
    var known = new TreeSet<>(tools.names());
    known.addAll(subAgentTools);
    for (String approved : approvedTools) {
      if (!known.contains(approved)) {
        throw wrong(
            name,
            "wants calls of '%s' approved, a tool that it does not have%s; it has %s."
                .formatted(
                    approved,
                    NearMiss.hint(approved, known),
                    known.isEmpty() ? "none" : String.join(", ", known)));
      }
    }
  }

  static void checkGate(String name, Gate gate) {
    checkDuration(name, "dueAfter", gate.dueAfter());
    checkDuration(name, "expiresAfter", gate.expiresAfter());
  }

  private static void checkDuration(String name, String member, String text) {
    if (!isDuration(text)) {
      throw wrong(
          name,
          "has a gate whose %s is '%s', which is no ISO 8601 duration: write for example PT4H or P3D."
              .formatted(member, text));
    }
  }

  private static boolean isDuration(String text) {
    try {
      return Duration.parse(text).isPositive();
    } catch (DateTimeException e) {
      return isPeriod(text);
    }
  }

  private static boolean isPeriod(String text) {
    try {
      var period = Period.parse(text);
      return !period.isNegative() && !period.isZero();
    } catch (DateTimeException e) {
      return false;
    }
  }

  static DefinitionException wrong(String agent, String what) {
    return new DefinitionException("Agent '" + agent + "' " + what);
  }
}
