package io.waggle.journal;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;

/** The journal, on a database of its own or on one of the application. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({JournalProperties.class, JournalDatabaseProperties.class})
public class JournalConfiguration {
  private static final String DATABASE = "waggleJournalDatabase";

  /** Connections for heartbeats, which must not queue behind the jobs. */
  private static final int HEARTBEATS = 2;

  /** Connections for outcomes, which one thread writes. */
  private static final int OUTCOMES = 1;

  /** Connections that are left to those who look after the database's health. */
  private static final int SPARE = 1;

  /**
   * After the application's own migrations: its Flyway refuses a schema in which it finds tables,
   * and no history yet.
   */
  @Bean(DATABASE)
  @DependsOnDatabaseInitialization
  JournalDatabase journalDatabase(
      JournalDatabaseProperties properties,
      Environment environment,
      ConfigurableListableBeanFactory beans) {
    String name = properties.dataSource();
    if (name != null) {
      return JournalDatabase.share(ofApplication(name, beans), name);
    }
    return properties.url() == null
        ? JournalDatabase.openDefault(
            properties, environment.resolvePlaceholders(JournalDatabaseProperties.DEFAULT_URL))
        : JournalDatabase.open(properties);
  }

  private static DataSource ofApplication(String name, ConfigurableListableBeanFactory beans) {
    List<String> known = Arrays.asList(beans.getBeanNamesForType(DataSource.class));
    if (!known.contains(name)) {
      throw new JournalDatabaseException(
          "waggle.journal.data-source names '%s', and the application has no such data source."
              .formatted(name),
          known.isEmpty()
              ? "It has none: remove the setting, and the journal has a database of its own."
              : "Name one that it has (%s), or remove the setting.".formatted(known),
          null);
    }
    beans.registerDependentBean(name, DATABASE);
    return beans.getBean(name, DataSource.class);
  }

  @Bean
  WorkerRegistry waggleWorkerRegistry(JournalDatabase database) {
    return new WorkerRegistry(
        database.jdbc(),
        database.transactions(),
        new DatabasePatience(HEARTBEATS, StatementThreads.ofSystem("journal-heartbeat-")));
  }

  @Bean
  HeldAgents waggleHeldAgents(JournalDatabase database, DatabasePatience patience) {
    return new HeldAgents(database.jdbc(), database.transactions(), patience);
  }

  @Bean
  DatabasePatience waggleJournalPatience(JournalDatabaseProperties properties) {
    return new DatabasePatience(properties.maximumPoolSize() - HEARTBEATS - OUTCOMES - SPARE);
  }

  @Bean
  EngineMarks waggleEngineMarks(JournalDatabase database, DatabasePatience patience) {
    return new EngineMarks(database.jdbc(), database.transactions(), patience);
  }

  @Bean
  RunRegistry waggleRunRegistry(JournalDatabase database, DatabasePatience patience) {
    return new RunRegistry(database.jdbc(), database.transactions(), patience, Clock.systemUTC());
  }

  @Bean
  RunRecords waggleRunRecords(JournalDatabase database, DatabasePatience patience) {
    return new RunRecords(database.jdbc(), patience, new JournalJson(JournalJson.mapper()));
  }

  @Bean
  DraftTable waggleDraftTable(JournalDatabase database) {
    return new DraftTable(database.jdbc());
  }

  @Bean
  RunList waggleRunList(JournalDatabase database, DatabasePatience patience) {
    return new RunList(database.jdbc(), patience);
  }

  @Bean
  LiveRuns waggleLiveRuns(JournalDatabase database, DatabasePatience patience) {
    return new LiveRuns(database.jdbc(), patience);
  }

  @Bean
  RateLedger waggleRateLedger(JournalDatabase database, DatabasePatience patience) {
    return new RateLedger(
        database.jdbc(),
        database.transactions(),
        patience,
        DatabaseClock.of(database.dataSource()));
  }

  /** For one who looks. */
  @Bean
  @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
  RunChanges waggleRunChanges(JournalDatabase database) {
    return new RunChanges(database.jdbc());
  }

  @Bean
  RunImport waggleRunImport(JournalDatabase database) {
    return new RunImport(database.jdbc(), new JournalJson(JournalJson.mapper()));
  }

  @Bean
  RunForks waggleRunForks(JournalDatabase database, DatabasePatience patience) {
    return new RunForks(database.jdbc(), database.transactions(), patience, Clock.systemUTC());
  }

  @Bean
  UndoableCalls waggleUndoableCalls(JournalDatabase database, DatabasePatience patience) {
    return new UndoableCalls(database.jdbc(), patience);
  }

  @Bean
  Families waggleFamilies(JournalDatabase database, DatabasePatience patience) {
    return new Families(database.jdbc(), patience);
  }

  @Bean
  MemoryTables waggleMemoryTables(JournalDatabase database, DatabasePatience patience) {
    return new MemoryTables(database.jdbc(), database.transactions(), patience, Clock.systemUTC());
  }

  @Bean
  MemorySearch waggleMemorySearch(
      JournalDatabase database, MemoryTables memories, DatabasePatience patience) {
    return new MemorySearch(database.jdbc(), memories, patience);
  }

  @Bean
  MemoryVectors waggleMemoryVectors(JournalDatabase database, DatabasePatience patience) {
    return new MemoryVectors(database.jdbc(), patience);
  }

  @Bean
  MemoryErasure waggleMemoryErasure(
      JournalDatabase database,
      MemoryTables memories,
      RunRegistry runs,
      DatabasePatience patience) {
    return new MemoryErasure(database.jdbc(), database.transactions(), patience, memories, runs);
  }

  @Bean
  Journal waggleJournal(
      JournalDatabase database,
      WorkerRegistry workers,
      DatabasePatience patience,
      JournalProperties properties) {
    return new Journal(
        new JournalTables(
            database.statements(),
            database.transactions(),
            workers,
            new JournalJson(JournalJson.mapper()),
            Clock.systemUTC()),
        patience,
        properties);
  }
}
