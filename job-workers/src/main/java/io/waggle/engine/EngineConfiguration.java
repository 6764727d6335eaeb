package io.waggle.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import io.waggle.agent.Agents;
import io.waggle.journal.Journal;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects the features to Zeebe. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerProperties.class)
public class EngineConfiguration {

  @Bean
  WorkerLifecycle workerLifecycle(
      CamundaClient camunda,
      WorkerProperties properties,
      Agents agents,
      List<AgentWorker<?>> workers,
      Journal journal,
      ObjectMapper mapper) {
    return new WorkerLifecycle(camunda, properties, agents, workers, journal, mapper);
  }
}
