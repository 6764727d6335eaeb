package io.waggle.app;

import io.waggle.agent.Agents;
import io.waggle.approval.Approvals;
import io.waggle.engine.DeployedModels;
import io.waggle.engine.Versions;
import io.waggle.llm.ChatModels;
import io.waggle.memory.MemoryTools;
import io.waggle.process.DeployedTools;
import java.io.IOException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The {@link Agents} of this worker. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AgentsProperties.class, ToolProperties.class})
public class AgentConfiguration {
  @Bean
  AgentSources waggleAgentSources(
      ListableBeanFactory beans,
      AgentsProperties properties,
      ToolSources tools,
      ObjectProvider<MemoryTools> memories) {
    return new AgentSources(beans, properties, tools, memories);
  }

  @Bean
  ToolSources waggleToolSources(
      ListableBeanFactory beans,
      ToolProperties properties,
      ObjectProvider<DeployedTools> deployed) {
    return new ToolSources(beans, properties, deployed);
  }

  @Bean
  @Lazy
  DeployedTools waggleDeployedTools(DeployedModels models) {
    return new DeployedTools(models);
  }

  @Bean
  Agents waggleAgents(AgentSources sources) throws IOException {
    return sources.read();
  }

  @Bean
  @ConditionalOnProperty("waggle.agents.reload")
  AgentReload waggleAgentReload(
      AgentSources sources,
      Agents agents,
      Approvals approvals,
      ChatModels models,
      Versions versions) {
    return new AgentReload(sources, agents, approvals, models, versions);
  }
}
