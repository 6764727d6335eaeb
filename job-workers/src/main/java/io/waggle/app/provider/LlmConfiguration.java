package io.waggle.app.provider;

import io.waggle.fallback.CircuitBreakerProperties;
import io.waggle.llm.ChatModels;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The models of a worker; a {@link ChatModels} bean of the user's own takes their place. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CircuitBreakerProperties.class)
public class LlmConfiguration {

  @Bean
  @ConditionalOnMissingBean
  LlmProperties waggleLlmProperties(Environment environment) {
    return LlmProperties.of(environment);
  }

  @Bean
  @ConditionalOnMissingBean(ChatModels.class)
  ConfiguredChatModels waggleChatModels(LlmProperties properties) {
    return new ConfiguredChatModels(properties);
  }
}
