package io.waggle.app;

import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.llm.ChatModels;
import io.waggle.tool.DefinitionException;

/** Stops the start where an agent's model cannot be had, before any run finds out. */
final class ModelCheck {
  ModelCheck(Agents agents, ChatModels models) {
    check(agents, models);
  }

  static void check(Agents agents, ChatModels models) {
    for (Agent agent : agents.all()) {
      try {
        agent.models().forEach(models::model);
      } catch (IllegalArgumentException unknown) {
        throw new DefinitionException(
            "The agent '%s' cannot be served: %s".formatted(agent.name(), unknown.getMessage()),
            unknown);
      }
    }
  }
}
