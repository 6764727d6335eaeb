package io.waggle.console.limits;

import io.waggle.budget.Budgets;
import io.waggle.journal.RunRecords;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs have used of their limits. */
@Configuration(proxyBeanMethods = false)
public class LimitsConfiguration {

  @Bean
  LimitReader waggleConsoleLimits(RunRecords records, Budgets budgets) {
    return new LimitReader(records, budgets);
  }
}
