package io.waggle.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The journal, on a database of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({JournalProperties.class, JournalDatabaseProperties.class})
public class JournalConfiguration {
  /** Of the 10 connections that the pool has by default. */
  private static final int STATEMENTS = 7;

  private static final int HEARTBEATS = 2;

  @Bean
  JournalDatabase journalDatabase(JournalDatabaseProperties properties) {
    return JournalDatabase.open(properties);
  }

  @Bean
  WorkerRegistry workerRegistry(JournalDatabase database) {
    return new WorkerRegistry(
        database.jdbc(), database.transactions(), new DatabasePatience(HEARTBEATS));
  }

  @Bean
  DatabasePatience journalPatience() {
    return new DatabasePatience(STATEMENTS);
  }

  @Bean
  Journal journal(
      JournalDatabase database,
      WorkerRegistry workers,
      DatabasePatience patience,
      JournalProperties properties,
      ObjectMapper mapper) {
    return new Journal(
        new JournalTables(database.jdbc(), workers, new JournalJson(mapper), Clock.systemUTC()),
        patience,
        properties);
  }
}
