package io.waggle.examples.research;

import io.waggle.agent.Agent;
import io.waggle.app.WaggleApplication;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A worker that holds one agent, {@code researcher}. */
@SpringBootApplication
public class ResearchAgent {

  @Bean
  Agent researcher(@Value("${research.model}") String model) {
    return Agent.named("researcher")
        .description("Answers questions from a small library of papers on bees.")
        .model(model)
        .instructions("You are a careful research assistant. Name your papers.")
        .tools(new Papers())
        .build();
  }

  public static void main(String[] arguments) {
    WaggleApplication.run(ResearchAgent.class, arguments);
  }
}
