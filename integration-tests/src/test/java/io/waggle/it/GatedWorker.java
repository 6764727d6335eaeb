package io.waggle.it;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker process whose agent pays after a person has said yes. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class GatedWorker {
  static final String NAME = "treasurer";
  static final String ANSWER = "It is paid.";

  private static final String PAYMENTS = "payments";

  /** A file keeps what was paid beyond the process. */
  static final class Bank {
    private final Path payments;

    Bank(Path payments) {
      this.payments = payments;
    }

    @Tool(description = "Pays a bill.", effect = Effect.ONCE)
    String pay(@Param("how much") int cents) throws IOException {
      Files.writeString(
          payments, cents + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return "paid " + cents;
    }
  }

  @Bean
  Agent treasurer(@Value("${folder}") Path folder) {
    return Agent.named(NAME)
        .description("Pays")
        .model("play:" + NAME)
        .instructions("You pay bills.")
        .planning(Planning.NEVER)
        .tools(new Bank(folder.resolve(PAYMENTS)))
        .approveTools("pay")
        .build();
  }

  static Screenplay screenplay() {
    return Screenplay.role(NAME)
        .on(When.turn(0))
        .reply(Reply.call("pay", Map.of("cents", 100)))
        .otherwise(ANSWER)
        .build();
  }

  /** Starts the process; its journal, its log and what it paid are in the folder. */
  static WorkerJvm start(Cluster cluster, ScriptedModel model, Path folder) {
    return WorkerJvm.start(GatedWorker.class, cluster, model, folder, "--folder=" + folder);
  }

  /** What was really paid, in cents. */
  static List<String> payments(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve(PAYMENTS));
  }

  public static void main(String[] arguments) {
    SpringApplication.run(GatedWorker.class, arguments);
  }
}
