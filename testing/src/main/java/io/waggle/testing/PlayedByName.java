package io.waggle.testing;

import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has the scripted model play every agent under the agent's own name, whatever model its definition
 * names: an agent is tested as it is, and no key is needed.
 */
final class PlayedByName implements BeanPostProcessor {
  /** Name of the provider that is the scripted model. */
  static final String PROVIDER = "scripted-in-test";

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    return bean instanceof Agents agents ? played(agents) : bean;
  }

  private static Agents played(Agents agents) {
    List<Agent> played =
        agents.all().stream().map(agent -> agent.withModel(PROVIDER + ":" + agent.name())).toList();
    return Agents.of(played.toArray(Agent[]::new));
  }
}
