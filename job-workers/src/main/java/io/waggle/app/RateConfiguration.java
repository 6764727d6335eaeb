package io.waggle.app;

import io.waggle.app.provider.LlmProperties;
import io.waggle.context.ContextWindows;
import io.waggle.journal.RateLedger;
import io.waggle.journal.WorkerProcess;
import io.waggle.rate.RateLimits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How often the models of all workers may be asked. */
@Configuration(proxyBeanMethods = false)
class RateConfiguration {

  @Bean
  RateLimits waggleRateLimits(
      LlmProperties providers, RateLedger ledger, ContextWindows windows, WorkerProcess self) {
    return new RateLimits(providers.rateLimits(), ledger, windows, self);
  }
}
