package io.waggle.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A worker for agents that are written as Markdown files, see {@code waggle.agents.location}. */
@SpringBootApplication
public class WaggleApplication {
  /** As {@link #main}; for those who want to close it again. */
  static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(WaggleApplication.class)
        .properties("spring.config.import=classpath:waggle-worker.yaml")
        .run(arguments);
  }

  public static void main(String[] arguments) {
    start(arguments);
  }
}
