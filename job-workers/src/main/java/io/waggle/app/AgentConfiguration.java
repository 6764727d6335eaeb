package io.waggle.app;

import io.waggle.agent.Agents;
import io.waggle.approval.Approvals;
import io.waggle.engine.ConnectedEngine;
import io.waggle.engine.LiveInstances;
import io.waggle.engine.Versions;
import io.waggle.journal.Journal;
import io.waggle.journal.MemoryErasure;
import io.waggle.journal.MemorySearch;
import io.waggle.journal.MemoryTables;
import io.waggle.journal.RunRegistry;
import io.waggle.llm.ChatModels;
import io.waggle.memory.Memories;
import io.waggle.memory.MemoryTools;
import java.io.IOException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The {@link Agents} of this worker, and what they remember. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgentsProperties.class)
public class AgentConfiguration {
  @Bean
  AgentSources waggleAgentSources(
      ListableBeanFactory beans,
      AgentsProperties properties,
      ObjectProvider<MemoryTools> memories) {
    return new AgentSources(beans, properties, memories);
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

  @Bean
  MemoryTools waggleMemoryTools(Journal journal, MemoryTables memories, MemorySearch search) {
    return new MemoryTools(journal, memories, search);
  }

  @Bean
  Memories waggleMemories(
      MemorySearch search,
      MemoryErasure erasure,
      RunRegistry runs,
      LiveInstances instances,
      ConnectedEngine engine) {
    return new Memories(search, erasure, runs, instances, engine);
  }
}
