package io.waggle.it;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker process whose agent asks a model once that takes few requests. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RationedWorker {
  static final String NAME = "rationed";

  @Bean
  Agent rationed() {
    return Agent.named(NAME)
        .description("Waits for its turn")
        .model("play:rationed")
        .instructions("You answer.")
        .planning(Planning.NEVER)
        .build();
  }

  public static void main(String[] arguments) {
    SpringApplication.run(RationedWorker.class, arguments);
  }
}
