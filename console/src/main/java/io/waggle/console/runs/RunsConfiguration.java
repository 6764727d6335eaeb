package io.waggle.console.runs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of all runs. */
@Configuration(proxyBeanMethods = false)
public class RunsConfiguration {

  @Bean
  RunsController waggleConsoleRuns() {
    return new RunsController();
  }
}
