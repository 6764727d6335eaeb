package io.waggle.it;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker process whose agent asks its model once and waits. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WaitingWorker {
  static final String NAME = "waiter";

  @Bean
  Agent waiter() {
    return Agent.named(NAME)
        .description("Waits")
        .model("play:waiter")
        .instructions("You wait.")
        .planning(Planning.NEVER)
        .build();
  }

  public static void main(String[] arguments) {
    SpringApplication.run(WaitingWorker.class, arguments);
  }
}
