package io.waggle.agent;

import io.waggle.check.NearMiss;
import io.waggle.tool.DefinitionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The agents that a worker holds, by name. Every sub-agent in it is resolved: its description is
 * never empty. Immutable.
 */
public final class Agents {
  private final Map<String, Defined> byName;

  private Agents(Map<String, Defined> byName) {
    this.byName = byName;
  }

  /**
   * A definition and where it was found.
   *
   * @param origin for messages, for example {@code bean 'researcher'}
   */
  public record Defined(String origin, Agent agent) {}

  /**
   * @throws DefinitionException as {@link #of(Collection)}
   */
  public static Agents of(Agent... agents) {
    return of(
        Arrays.stream(agents)
            .map(agent -> new Defined("the definition of '" + agent.name() + "'", agent))
            .toList());
  }

  /**
   * @throws DefinitionException if two agents have one name, or a sub-agent is neither held nor
   *     described
   */
  public static Agents of(Collection<Defined> definitions) {
    var origins = new TreeMap<String, Defined>();
    for (Defined definition : definitions) {
      var other = origins.putIfAbsent(definition.agent().name(), definition);
      if (other != null) {
        throw new DefinitionException(
            "Two agents are named '%s', in %s and in %s: rename one."
                .formatted(definition.agent().name(), other.origin(), definition.origin()));
      }
    }
    var resolved = new TreeMap<String, Defined>();
    for (Defined definition : origins.values()) {
      resolved.put(
          definition.agent().name(),
          new Defined(definition.origin(), resolved(definition, origins)));
    }
    return new Agents(resolved);
  }

  private static Agent resolved(Defined definition, Map<String, Defined> all) {
    var agent = definition.agent();
    var subAgents = new ArrayList<SubAgent>();
    for (SubAgent subAgent : agent.subAgents()) {
      subAgents.add(
          subAgent.description().isEmpty() ? described(subAgent, definition, all) : subAgent);
    }
    return agent.withSubAgents(subAgents);
  }

  private static SubAgent described(
      SubAgent subAgent, Defined definition, Map<String, Defined> all) {
    var held = all.get(subAgent.name());
    if (held == null) {
      throw AgentRules.wrong(
          definition.agent().name(),
          "(%s) has a sub-agent '%s', which this worker does not hold%s; if another worker holds it, describe it: SubAgent.of(name, description)."
              .formatted(
                  definition.origin(),
                  subAgent.name(),
                  NearMiss.hint(subAgent.name(), all.keySet())));
    }
    if (held.agent().description().isEmpty()) {
      throw AgentRules.wrong(
          definition.agent().name(),
          "has a sub-agent '%s', which has no description: say in %s what it is good for, the model decides by it."
              .formatted(subAgent.name(), held.origin()));
    }
    return subAgent.describedAs(held.agent().description());
  }

  /**
   * @throws IllegalArgumentException with a sentence that names those held, if it is not
   */
  public Agent get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "This worker holds no agent '%s'%s; it holds %s."
                        .formatted(
                            name,
                            NearMiss.hint(name, names()),
                            byName.isEmpty() ? "none" : String.join(", ", names()))));
  }

  public Optional<Agent> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(Defined::agent);
  }

  /**
   * @return all agents, by name
   */
  public List<Agent> all() {
    return byName.values().stream().map(Defined::agent).toList();
  }

  /**
   * @return all agents, by name, each with where it was found
   */
  public List<Defined> definitions() {
    return List.copyOf(byName.values());
  }

  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }
}
