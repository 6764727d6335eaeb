package io.waggle.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A worker for agents that are written as Markdown files, see {@code waggle.agents.location}. */
@SpringBootApplication
public class WaggleApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(WaggleApplication.class, arguments);
  }
}
