package io.waggle.mcp;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** Gives agents the tools of MCP servers. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "camunda.client.enabled", matchIfMissing = true)
@EnableConfigurationProperties(McpProperties.class)
public class McpAutoConfiguration {

  @Bean
  McpServers waggleMcpServers(McpProperties properties) {
    return McpServers.open(properties);
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> waggleMcpLook(McpServers servers) {
    return started -> servers.look();
  }
}
