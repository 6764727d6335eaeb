package io.waggle.console.access;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts Spring Security in front of the console. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
public class AccessConfiguration {
  /** All that is the console's, as servlets spell it. */
  static final String PATHS = "/console/*";

  @Bean
  static OtherPaths waggleConsoleOtherPaths(
      ConfigurableListableBeanFactory beans, Environment environment) {
    return new OtherPaths(beans, environment);
  }

  @Bean
  Login waggleConsoleLogin(
      ConsoleProperties properties,
      ServerProperties server,
      ObjectProvider<ClientRegistrationRepository> registrations) {
    return Login.of(properties, registrations.getIfAvailable(), server.getAddress());
  }

  @Bean
  People waggleConsolePeople(ConsoleProperties properties) {
    return new People(properties.oidc());
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain waggleConsoleFilterChain(
      HttpSecurity http, Login login, People people, ConsoleProperties properties)
      throws Exception {
    return new ConsoleSecurity(login, people).build(http, People.local(properties));
  }

  @Bean
  LoginController waggleConsoleLoginController(Login login) {
    return new LoginController(login);
  }

  @Bean
  ProblemController waggleConsoleProblemController() {
    return new ProblemController();
  }

  @Bean
  WebMvcConfigurer waggleConsolePersonConfigurer(People people) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PersonArgument(people));
      }
    };
  }
}
