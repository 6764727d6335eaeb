package io.waggle.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanPostProcessor;
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
  static BeanPostProcessor sharedH2() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof HikariDataSource pool) {
          SharedH2DataSource.serve(pool);
        }
        return bean;
      }
    };
  }

  @Bean
  WorkerRegistry workerRegistry(JdbcClient jdbc, PlatformTransactionManager transactions) {
    return new WorkerRegistry(
        jdbc, new TransactionTemplate(transactions), new DatabasePatience(HEARTBEATS));
  }

  @Bean
  DatabasePatience journalPatience() {
    return new DatabasePatience(STATEMENTS);
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
