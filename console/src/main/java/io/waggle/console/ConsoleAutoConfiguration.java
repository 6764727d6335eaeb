package io.waggle.console;

import io.camunda.client.CamundaClient;
import io.waggle.app.WaggleAutoConfiguration;
import io.waggle.client.AgentClient;
import io.waggle.console.access.AccessConfiguration;
import io.waggle.console.agents.AgentsConfiguration;
import io.waggle.console.limits.LimitsConfiguration;
import io.waggle.console.live.LiveConfiguration;
import io.waggle.console.memory.MemoryConfiguration;
import io.waggle.console.page.PageConfiguration;
import io.waggle.console.run.RunConfiguration;
import io.waggle.console.runs.RunsConfiguration;
import io.waggle.console.tasks.TasksConfiguration;
import io.waggle.console.turn.TurnConfiguration;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The console under {@code /console} of a worker application that has a servlet web server; {@code
 * waggle.console.enabled=false} leaves it out.
 *
 * <p>After what Boot makes of Spring Security: its own protection of the application's other paths
 * is made, or not, as if the console were not there.
 */
@AutoConfiguration(
    after = {
      WaggleAutoConfiguration.class,
      SecurityAutoConfiguration.class,
      SecurityFilterAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class,
      OAuth2ClientWebSecurityAutoConfiguration.class
    },
    afterName = {
      "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration",
      "org.springframework.boot.autoconfigure.security.saml2.Saml2RelyingPartyAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration"
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "waggle.console.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "camunda.client.enabled", matchIfMissing = true)
@Import({
  AccessConfiguration.class,
  AgentsConfiguration.class,
  LimitsConfiguration.class,
  LiveConfiguration.class,
  MemoryConfiguration.class,
  PageConfiguration.class,
  RunConfiguration.class,
  RunsConfiguration.class,
  TasksConfiguration.class,
  TurnConfiguration.class
})
public class ConsoleAutoConfiguration {
  /** A person waits for what a button does. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  AgentClient waggleConsoleClient(CamundaClient camunda) {
    return AgentClient.connect(camunda, PATIENCE);
  }
}
