package com.example.ledger;

import io.camunda.client.annotation.Deployment;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody's application: with a database, migrations, a process, a job worker and names of its
 * own. Some of its names were once Waggle's, too.
 */
@SpringBootApplication
@Deployment(resources = "classpath:book-salary.bpmn")
public class LedgerApplication {

  @Bean
  Journal journal(JdbcTemplate jdbc) {
    return new Journal(jdbc);
  }

  @Bean
  Calls calls(Journal journal) {
    return new Calls(journal);
  }

  @Bean
  Agent bookkeeper(Journal journal) {
    return Agent.named("bookkeeper")
        .model("play:bookkeeper")
        .instructions("You keep the books.")
        .planning(Planning.NEVER)
        .tools(journal)
        .build();
  }

  /** The books. */
  public static class Journal {
    private final JdbcTemplate jdbc;

    Journal(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    @Tool(description = "Book an amount.", effect = Effect.ONCE)
    @Transactional
    public String book(@Param("account") String account, @Param("in cents") long cents) {
      jdbc.update("insert into journal (account, cents) values (?, ?)", account, cents);
      return "booked";
    }

    /** What is booked on an account. */
    public List<Long> on(String account) {
      return jdbc.queryForList(
          "select cents from journal where account = ? order by id", Long.class, account);
    }
  }

  /** What the process of this application calls. */
  public static class Calls {
    private final Journal journal;

    Calls(Journal journal) {
      this.journal = journal;
    }

    @JobWorker(type = "ledger.book")
    public void book(
        @Variable(name = "account") String account, @Variable(name = "cents") long cents) {
      journal.book(account, cents);
    }
  }
}
