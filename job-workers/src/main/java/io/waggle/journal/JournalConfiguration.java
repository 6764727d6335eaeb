package io.waggle.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal on the application's data source; Flyway has made its table by then. */
@Configuration(proxyBeanMethods = false)
public class JournalConfiguration {

  @Bean
  Journal journal(JdbcClient jdbc, ObjectMapper mapper) {
    return new Journal(jdbc, new JournalJson(mapper), Clock.systemUTC());
  }
}
