package io.waggle.console.run;

import io.waggle.client.AgentClient;
import io.waggle.console.limits.LimitReader;
import io.waggle.console.page.Engine;
import io.waggle.history.RunDrafts;
import io.waggle.journal.RunForks;
import io.waggle.journal.RunRecords;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of one run. */
@Configuration(proxyBeanMethods = false)
public class RunConfiguration {

  @Bean
  EngineReadings waggleConsoleEngineReadings(Engine engine) {
    return new EngineReadings(engine, InstantSource.system());
  }

  @Bean
  RunController waggleConsoleRun(
      RunRecords records,
      RunForks forks,
      EngineReadings engine,
      LimitReader limits,
      RunDrafts drafts) {
    return new RunController(
        new RunReader(records, forks),
        new RunViews(InstantSource.system()),
        engine,
        limits,
        drafts);
  }

  @Bean
  StepController waggleConsoleStep(RunRecords records, RunForks forks, EngineReadings engine) {
    return new StepController(
        new RunReader(records, forks),
        new TurnReader(records, new Effects(records)),
        new RunViews(InstantSource.system()),
        engine);
  }

  @Bean
  RunActions waggleConsoleRunActions(
      AgentClient client, EngineReadings engine, RunRecords records) {
    return new RunActions(client, engine, records);
  }
}
