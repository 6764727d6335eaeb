package io.waggle.agent;

import io.waggle.bpmn.AgentNames;
import io.waggle.skill.Skill;
import io.waggle.skill.SkillTool;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.ToolBox;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What every agent's definition has to obey; each broken rule is one sentence. */
final class AgentRules {
  /** Names of tools that the runtime itself gives to agents. */
  static final Set<String> RESERVED = Set.of("make_plan", "give_up", "give_result", "ask_human");

  private static final int MOST_SKILLS = 100;

  private AgentRules() {}

  static void check(String name, List<String> models, String instructions) {
    try {
      AgentNames.check(name);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException(String.valueOf(e.getMessage()), e);
    }
    if (models.isEmpty() || models.contains("")) {
      throw wrong(
          name, "has no model: give it one as 'provider:name', for example 'openai:gpt-5-mini'.");
    }
    for (String model : models) {
      if (models.indexOf(model) != models.lastIndexOf(model)) {
        throw wrong(name, "names the model '%s' twice: leave one out.".formatted(model));
      }
    }
    if (instructions.isEmpty()) {
      throw wrong(
          name, "has no instructions: say in a sentence or more who it is and what it does.");
    }
  }

  static void checkTools(String name, ToolBox tools, List<SubAgent> subAgents) {
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
  }

  static void checkSkills(String name, List<Skill> skills) {
    if (skills.size() > MOST_SKILLS) {
      throw wrong(
          name,
          "has %d skills; it can have up to %d: the model is told all their descriptions."
              .formatted(skills.size(), MOST_SKILLS));
    }
    var seen = new HashSet<String>();
    for (Skill skill : skills) {
      if (!seen.add(skill.name())) {
        throw wrong(name, "has two skills named '%s': leave one out.".formatted(skill.name()));
      }
    }
  }

  /** The tools of an agent that has skills. */
  static ToolBox withSkills(String name, ToolBox tools, List<Skill> skills) {
    if (tools.find(SkillTool.NAME).isPresent()) {
      throw wrong(
          name,
          "has skills, and a tool named '%s', which is how it reads them: rename the tool."
              .formatted(SkillTool.NAME));
    }
    return ToolBox.of(tools, SkillTool.of(skills));
  }

  /** Of an agent with a memory, before the worker adds them. */
  static void checkNoMemoryTools(String name, ToolBox tools) {
    tools.names().stream()
        .filter(Memory.TOOLS::contains)
        .findFirst()
        .ifPresent(
            tool -> {
              throw wrong(
                  name,
                  "has a memory, and a tool named '%s', which is the memory's: rename the tool."
                      .formatted(tool));
            });
  }

  static DefinitionException wrong(String agent, String what) {
    return new DefinitionException("Agent '" + agent + "' " + what);
  }
}
