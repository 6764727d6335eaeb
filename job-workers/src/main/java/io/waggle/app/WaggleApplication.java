package io.waggle.app;

import io.waggle.journal.JournalDatabaseException;
import java.util.Objects;
import java.util.Properties;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/**
 * A worker for agents that are written as Markdown files, see {@code waggle.agents.location}; and
 * how a process is started that is a worker and nothing else.
 */
@SpringBootApplication(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public class WaggleApplication {
  private static final String UNUSED = "spring.datasource.url";

  /** Its only database is the journal's. */
  WaggleApplication(Environment environment) {
    if (environment.containsProperty(UNUSED)) {
      throw JournalDatabaseException.notBy(UNUSED);
    }
  }

  /**
   * Starts an application that is a worker and nothing else, with defaults for that: its pages on
   * 127.0.0.1:8090 where it has a web server, a cluster on this machine, no banner. All of them can
   * be set otherwise, in {@code application.yaml} as everywhere. An application that does more than
   * to serve agents is started as any other, by {@link SpringApplication#run}, and has none of
   * them.
   *
   * @param application annotated with {@link SpringBootApplication}
   * @param arguments of the command line
   * @return the application, which runs until it is closed or the process ends
   */
  public static ConfigurableApplicationContext run(Class<?> application, String... arguments) {
    return worker(application).run(arguments);
  }

  static SpringApplicationBuilder worker(Class<?> application) {
    var yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("waggle-worker.yaml"));
    Properties defaults = Objects.requireNonNull(yaml.getObject());
    return new SpringApplicationBuilder(application).properties(defaults);
  }

  public static void main(String[] arguments) {
    run(WaggleApplication.class, arguments);
  }
}
