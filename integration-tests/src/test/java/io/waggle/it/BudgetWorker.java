package io.waggle.it;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker process whose agent lets five others work at the same time, which never have enough. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class BudgetWorker {
  static final String NAME = "accountant";
  static final int BRANCHES = 5;

  /** Tokens of each answer. */
  static final int ANSWER = 60;

  private static final String SPENDER = "spender";

  /** There is always more to buy. */
  static final class Market {
    @Tool(description = "Buys something.", effect = Effect.READ)
    String buy() {
      return "bought";
    }
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER);
  }

  @Bean
  Agent accountant() {
    return agent(NAME).subAgent(SubAgent.of(SPENDER, "Spends.")).build();
  }

  @Bean
  Agent spender() {
    return agent(SPENDER).tools(new Market()).build();
  }

  static Screenplay screenplay() {
    Reply asks = Reply.call("ask_spender", Map.of("task", "Spend 1"));
    for (int branch = 2; branch <= BRANCHES; branch++) {
      asks = asks.andCall("ask_spender", Map.of("task", "Spend " + branch));
    }
    return Screenplay.role(NAME)
        .on(When.turn(0))
        .reply(asks.withUsage(ANSWER - 10, 10))
        .otherwise("All is spent.")
        .role(SPENDER)
        .on(When.ALWAYS)
        .delay(Duration.ofMillis(400)) // long enough to be killed in the middle of an answer
        .reply(Reply.call("buy", Map.of()).withUsage(ANSWER - 10, 10))
        .build();
  }

  public static void main(String[] arguments) {
    SpringApplication.run(BudgetWorker.class, arguments);
  }
}
