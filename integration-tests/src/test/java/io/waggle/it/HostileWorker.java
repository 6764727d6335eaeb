package io.waggle.it;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.app.WaggleApplication;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker process whose agents have a model that nobody should have. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class HostileWorker {
  static final String DOER = "hostile-doer";
  static final String PLANNER = "hostile-planner";

  /** Its tool. */
  public static final class Looking {
    @Tool(description = "Look at a number.", effect = Effect.READ)
    String look(int number) {
      return "It is " + number;
    }
  }

  @Bean
  Agent doer() {
    return agent(DOER, Planning.NEVER);
  }

  @Bean
  Agent planner() {
    return agent(PLANNER, Planning.ALWAYS);
  }

  private static Agent agent(String name, Planning planning) {
    return Agent.named(name)
        .description("Looks at numbers")
        .model("play:hostile")
        .instructions("You look at numbers.")
        .planning(planning)
        .tools(new Looking())
        .build();
  }

  public static void main(String[] arguments) {
    WaggleApplication.run(HostileWorker.class, arguments);
  }
}
