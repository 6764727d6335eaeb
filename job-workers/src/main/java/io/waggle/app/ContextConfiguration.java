package io.waggle.app;

import io.waggle.context.ContextProperties;
import io.waggle.context.ContextWindows;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How much the models of a worker can take. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ContextProperties.class)
class ContextConfiguration {

  @Bean
  ContextWindows waggleContextWindows(ContextProperties properties) {
    return new ContextWindows(properties);
  }
}
