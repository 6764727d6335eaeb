package io.waggle.console.agents;

import io.waggle.console.page.Engine;
import io.waggle.engine.ConnectedEngine;
import io.waggle.journal.HeldAgents;
import io.waggle.journal.RunList;
import io.waggle.journal.RunRecords;
import io.waggle.journal.WorkerRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of the agents. */
@Configuration(proxyBeanMethods = false)
public class AgentsConfiguration {

  @Bean
  AgentsController waggleConsoleAgents(
      HeldAgents held,
      WorkerRegistry workers,
      RunRecords records,
      RunList runs,
      ConnectedEngine connected,
      Engine engine) {
    return new AgentsController(
        held,
        workers,
        records,
        runs,
        new MissingAgents(held, connected, engine, InstantSource.system()));
  }
}
