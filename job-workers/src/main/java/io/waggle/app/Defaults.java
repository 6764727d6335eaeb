package io.waggle.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Adds {@code waggle-defaults.yaml} below all other property sources, so that an application that
 * brings an {@code application.yaml} of its own has them too.
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
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
