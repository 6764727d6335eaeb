package io.waggle.it;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.crashtest.Cluster;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.ScriptedModel;
import io.waggle.scripted.TextCondition;
import io.waggle.scripted.When;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCallContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A worker process whose agent sells one ticket in each run; no two tickets have one number. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class TicketWorker {
  static final String NAME = "ticket-seller";

  /** LLM calls of one run. */
  static final int LLM_CALLS = 2;

  private static final String SALES = "sales";

  /** A file keeps what was sold beyond the process: a line for each ticket. */
  static final class Counter {
    private final Path sales;

    Counter(Path sales) {
      this.sales = sales;
    }

    @Tool(description = "Sells a ticket.", effect = Effect.ONCE, lookUp = "sold")
    synchronized String sell(@Param("to whom") String customer, ToolCallContext call)
        throws IOException {
      int number = lines(sales).size() + 1;
      String ticket = "ticket %d to %s".formatted(number, customer);
      Files.writeString(
          sales,
          call.idempotencyKey() + " " + ticket + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return ticket;
    }

    synchronized Optional<String> sold(ToolCallContext call) throws IOException {
      String key = call.idempotencyKey() + " ";
      return lines(sales).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()))
          .findFirst();
    }
  }

  @Bean
  Agent seller(@Value("${folder}") Path folder) {
    return Agent.named(NAME)
        .description("Sells tickets")
        .model("play:" + NAME)
        .instructions("You sell tickets.")
        .planning(Planning.NEVER)
        .tools(new Counter(folder.resolve(SALES)))
        .build();
  }

  static String task(String customer) {
    return "Sell a ticket to " + customer;
  }

  static Screenplay screenplay() {
    return Screenplay.role(NAME)
        .on(When.turn(0).task(TextCondition.matches("to (?<customer>customer-[0-9]+)")))
        .reply(Reply.call("sell", Map.of("customer", "${customer}")))
        .on(When.turn(1).toolResult(TextCondition.matches("(?<ticket>ticket [0-9]+ to \\S+)")))
        .reply("Sold: ${ticket}")
        .build();
  }

  /** Starts the process; its journal, its log and what it sold are in the folder. */
  static WorkerJvm start(Cluster cluster, ScriptedModel model, Path folder) {
    return WorkerJvm.start(TicketWorker.class, cluster, model, folder, "--folder=" + folder);
  }

  /** What was really sold: {@code ticket 7 to customer-3}, in this order. */
  static List<String> sales(Path folder) {
    try {
      return lines(folder.resolve(SALES)).stream()
          .map(line -> line.substring(line.indexOf(' ') + 1))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> lines(Path sales) throws IOException {
    return Files.exists(sales) ? Files.readAllLines(sales) : List.of();
  }

  public static void main(String[] arguments) {
    SpringApplication.run(TicketWorker.class, arguments);
  }
}
