package %PACKAGE%;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.app.WaggleApplication;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A worker that holds two agents: this one, and the one in agents/correspondent.md. */
@SpringBootApplication
public class %CLASS%Application {
  public static void main(String[] arguments) {
    WaggleApplication.run(%CLASS%Application.class, arguments);
  }

  @Bean
  Agent agent(@Value("${agent.model}") String model) {
    return Agent.named("%NAME%")
        .description("Looks up orders and refunds them.")
        .model(model)
        .instructions(
            "You refund orders. Look an order up before you refund it, and have the customer told.")
        .planning(Planning.NEVER)
        .tools(new Orders())
        .subAgents("correspondent")
        .build();
  }
}
