package io.waggle.console.agents;

import io.waggle.journal.HeldAgents;
import io.waggle.journal.RunList;
import io.waggle.journal.RunRecords;
import io.waggle.journal.WorkerRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of the agents. */
@Configuration(proxyBeanMethods = false)
public class AgentsConfiguration {

  @Bean
  AgentsController waggleConsoleAgents(
      HeldAgents held, WorkerRegistry workers, RunRecords records, RunList runs) {
    return new AgentsController(held, workers, records, runs);
  }
}
