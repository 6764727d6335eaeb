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

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (System.getProperty(H2_BIND_ADDRESS) == null) {
      System.setProperty(H2_BIND_ADDRESS, "127.0.0.1");
    }
    try {
      new YamlPropertySourceLoader()
          .load(RESOURCE, new ClassPathResource(RESOURCE))
          .forEach(environment.getPropertySources()::addLast);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
