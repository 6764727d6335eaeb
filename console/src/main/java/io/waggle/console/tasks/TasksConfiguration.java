package io.waggle.console.tasks;

import io.waggle.client.AgentClient;
import io.waggle.console.limits.LimitReader;
import io.waggle.console.page.Engine;
import io.waggle.console.page.ShownText;
import io.waggle.journal.LiveRuns;
import io.waggle.journal.RunList;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of what waits for people. */
@Configuration(proxyBeanMethods = false)
public class TasksConfiguration {

  @Bean
  TasksController waggleConsoleTasks(
      Engine engine,
      RunList runs,
      LiveRuns live,
      AgentClient client,
      LimitReader limits,
      ShownText show) {
    return new TasksController(
        new TaskList(engine, runs, live, Clock.systemUTC()), client, engine, limits, show);
  }
}
