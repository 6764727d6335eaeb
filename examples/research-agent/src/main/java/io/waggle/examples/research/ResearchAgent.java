package io.waggle.examples.research;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.app.WaggleApplication;
import io.waggle.skill.Skill;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A worker that holds two agents: {@code researcher}, and {@code reviewer}, which has skills. */
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

  @Bean
  Agent reviewer(@Value("${research.reviewer-model}") String model) {
    return Agent.named("reviewer")
        .description("Reviews a paper of the library on bees, in a paragraph.")
        .model(model)
        .instructions(
            "You review papers for beekeepers who have no time to read them. Read a paper before you judge it.")
        .planning(Planning.NEVER)
        .tools(new Papers())
        .skills(Skill.onClassPath("skills"))
        .build();
  }

  public static void main(String[] arguments) {
    WaggleApplication.run(ResearchAgent.class, arguments);
  }
}
