package io.waggle.console.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Keeps the application's other paths as they are without the console, which brings Spring Security
 * along: Boot would lock all of them. Where the application shows that it has a security of its
 * own, and where people log in by OpenID Connect, Spring Security stays in front of everything;
 * otherwise it gets to see the console's paths alone.
 */
final class OtherPaths implements BeanPostProcessor {
  private static final String REGISTRATION = "securityFilterChainRegistration";
  private static final List<Class<?>> SIGNS =
      List.of(
          SecurityFilterChain.class,
          WebSecurityCustomizer.class,
          UserDetailsService.class,
          AuthenticationProvider.class,
          AuthenticationManager.class);
  private static final String SETTINGS = "spring.security.";
  private static final String FILTER = "spring.security.filter.";
  private static final String BOOT = "org.springframework.boot.";

  private final ConfigurableListableBeanFactory beans;
  private final Environment environment;

  OtherPaths(ConfigurableListableBeanFactory beans, Environment environment) {
    this.beans = beans;
    this.environment = environment;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (REGISTRATION.equals(name)
        && bean instanceof AbstractFilterRegistrationBean<?> registration
        && !hasSecurity()) {
      registration.setUrlPatterns(List.of(AccessConfiguration.PATHS));
    }
    return bean;
  }

  private boolean hasSecurity() {
    return isSet() || SIGNS.stream().flatMap(this::named).anyMatch(this::isOfApplication);
  }

  private boolean isSet() {
    return environment instanceof ConfigurableEnvironment all
        && all.getPropertySources().stream()
            .filter(EnumerablePropertySource.class::isInstance)
            .flatMap(
                source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
            .map(
                given ->
                    given.startsWith("SPRING_SECURITY_")
                        ? given.toLowerCase(Locale.ROOT).replace('_', '.')
                        : given)
            .anyMatch(given -> given.startsWith(SETTINGS) && !given.startsWith(FILTER));
  }

  private Stream<String> named(Class<?> type) {
    return Arrays.stream(beans.getBeanNamesForType(type, true, false));
  }

  /** What Spring itself and the console bring is no sign. */
  private boolean isOfApplication(String name) {
    if (!beans.containsBeanDefinition(name)) {
      return true;
    }
    String factory = beans.getBeanDefinition(name).getFactoryBeanName();
    Class<?> in = factory == null ? null : beans.getType(factory, false);
    String from =
        in == null
            ? Objects.requireNonNullElse(beans.getBeanDefinition(name).getBeanClassName(), "")
            : in.getName();
    return !from.startsWith(BOOT)
        && !from.startsWith("org.springframework.security.")
        && !from.startsWith(OtherPaths.class.getPackageName());
  }
}
