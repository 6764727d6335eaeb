package io.waggle.app;

import io.waggle.app.provider.LlmProperties;
import io.waggle.budget.PriceProperties;
import io.waggle.budget.Prices;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the models of a worker cost. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PriceProperties.class)
class PriceConfiguration {

  @Bean
  Prices wagglePrices(PriceProperties properties, LlmProperties providers) {
    try {
      return properties.prices(providers.scripted());
    } catch (IllegalArgumentException wrong) {
      throw new WrongSettingException(String.valueOf(wrong.getMessage()));
    }
  }
}
