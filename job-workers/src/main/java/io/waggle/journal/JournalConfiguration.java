package io.waggle.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The journal on the application's data source; Flyway has made its tables by then. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
public class JournalConfiguration {
  /** Of the 10 connections that the pool has by default. */
  private static final int STATEMENTS = 7;

  private static final int HEARTBEATS = 2;

  /** Before Flyway opens the first connection. */
  @Bean
  static BeanPostProcessor staleH2LockClearing() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
          StaleH2Lock.of(pool.getJdbcUrl()).ifPresent(StaleH2Lock::clear);
        }
        return bean;
      }
    };
  }

  @Bean
  WorkerRegistry workerRegistry(
      JdbcClient jdbc, PlatformTransactionManager transactions, DataSourceProperties database) {
    return new WorkerRegistry(
        jdbc, new TransactionTemplate(transactions), patience(HEARTBEATS, database));
  }

  @Bean
  DatabasePatience journalPatience(DataSourceProperties database) {
    return patience(STATEMENTS, database);
  }

  private static DatabasePatience patience(int statements, DataSourceProperties database) {
    var lock = StaleH2Lock.of(database.determineUrl());
    return new DatabasePatience(statements, () -> lock.ifPresent(StaleH2Lock::clear));
  }

  @Bean
  Journal journal(
      JdbcClient jdbc,
      WorkerRegistry workers,
      DatabasePatience patience,
      JournalProperties properties,
      ObjectMapper mapper) {
    return new Journal(
        new JournalTables(jdbc, workers, new JournalJson(mapper), Clock.systemUTC()),
        patience,
        properties);
  }
}
