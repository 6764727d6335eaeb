package io.waggle.console.runs;

import io.waggle.client.AgentClient;
import io.waggle.console.page.Engine;
import io.waggle.engine.ConnectedEngine;
import io.waggle.journal.HeldAgents;
import io.waggle.journal.LiveRuns;
import io.waggle.journal.RunList;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of all runs. */
@Configuration(proxyBeanMethods = false)
public class RunsConfiguration {

  @Bean
  RunsController waggleConsoleRuns(
      RunList runs, LiveRuns live, Engine engine, ConnectedEngine connected) {
    return new RunsController(
        new RunsPage(runs, new RunRows(live, Clock.systemUTC()), engine, connected), runs);
  }

  @Bean
  StartController waggleConsoleStart(AgentClient client, HeldAgents held) {
    return new StartController(client, held);
  }
}
