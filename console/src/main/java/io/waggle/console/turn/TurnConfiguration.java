package io.waggle.console.turn;

import io.waggle.history.RunHistory;
import io.waggle.invocation.Secrets;
import io.waggle.journal.Families;
import io.waggle.journal.RunRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of one job of a run. */
@Configuration(proxyBeanMethods = false)
public class TurnConfiguration {

  @Bean
  JobController waggleConsoleJob(RunRecords records, Families families, Secrets secrets) {
    return new JobController(new RunHistory(records, families, secrets), records);
  }
}
