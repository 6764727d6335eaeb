package io.waggle.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Adds, below all other property sources, what Waggle needs of the libraries that it shares with
 * the application. An application's port, name, database and migrations stay its own.
 */
public final class Defaults implements EnvironmentPostProcessor {
  private static final String RESOURCE = "waggle-defaults.yaml";

  /** H2 reads it when it first opens a file that several processes share. */
  private static final String H2_BIND_ADDRESS = "h2.bindAddress";

  /**
   * How often H2 itself opens the file of a process that has died, within a statement; it takes
   * seconds. The pool is faster.
   */
  private static final String H2_MAX_RECONNECT = "h2.maxReconnect";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    setUnlessGiven(H2_BIND_ADDRESS, "127.0.0.1");
    setUnlessGiven(H2_MAX_RECONNECT, "0");
    try {
      new YamlPropertySourceLoader()
          .load(RESOURCE, new ClassPathResource(RESOURCE))
          .forEach(environment.getPropertySources()::addLast);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    if (!migratesItself(environment)) {
      environment
          .getPropertySources()
          .addLast(
              new MapPropertySource("waggle-flyway", Map.of("spring.flyway.enabled", "false")));
    }
  }

  /**
   * Flyway is on the class path for the journal's sake. It must not begin to look after the
   * database of an application that has never asked for it.
   */
  private static boolean migratesItself(ConfigurableEnvironment environment) {
    ConfigurationPropertyName flyway = ConfigurationPropertyName.of("spring.flyway");
    return new ClassPathResource("db/migration").exists()
        || StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
            .anyMatch(
                source ->
                    source.containsDescendantOf(flyway) == ConfigurationPropertyState.PRESENT);
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
