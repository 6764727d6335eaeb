package io.waggle.app;

import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.SubAgent;
import io.waggle.engine.Versions;
import io.waggle.skill.Skill;
import io.waggle.tool.Effect;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** {@code GET /actuator/agents}: the agents that this process holds. */
@Endpoint(id = "agents")
public class AgentsEndpoint {
  private final Agents agents;
  private final Versions versions;

  AgentsEndpoint(Agents agents, Versions versions) {
    this.agents = agents;
    this.versions = versions;
  }

  /** What the endpoint answers. */
  public record Answer(List<Description> agents) {}

  /** An agent, without its instructions. */
  public record Description(
      String name,
      String description,
      String model,
      List<String> fallbackModels,
      String planning,
      List<String> tools,
      List<String> subAgents,
      List<String> skills,
      List<InlineRule> inline) {}

  /** Which tool calls run inside "Think", as the agent's rule says. */
  public record InlineRule(String tools, @Nullable Effect effect, @Nullable String when) {}

  @ReadOperation
  public Answer agents() {
    return new Answer(
        agents.all().stream().map(versions::current).map(AgentsEndpoint::describe).toList());
  }

  private static Description describe(Agent agent) {
    return new Description(
        agent.name(),
        agent.description(),
        agent.model(),
        agent.models().subList(1, agent.models().size()),
        agent.planning().name().toLowerCase(Locale.ROOT),
        List.copyOf(agent.tools().names()),
        agent.subAgents().stream().map(SubAgent::name).toList(),
        agent.skills().stream().map(Skill::name).toList(),
        agent.inline().stream()
            .map(rule -> new InlineRule(rule.tools(), rule.effect(), rule.when()))
            .toList());
  }
}
