package io.waggle.app;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Keeps Spring Boot's Flyway out of an application that has not asked for it. It is on the class
 * path for the journal's sake; it would refuse a database that has tables and no history, and keep
 * Hibernate from making tables of its own.
 */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
@Import(FlywayOnRequest.Registrar.class)
class FlywayOnRequest {

  /** Called when all beans of the application are known, and before Flyway's are. */
  record Registrar(Environment environment) implements ImportBeanDefinitionRegistrar {
    private static final ConfigurationPropertyName SETTINGS =
        ConfigurationPropertyName.of("spring.flyway");

    private static final List<Class<?>> BEANS =
        List.of(
            Flyway.class,
            JavaMigration.class,
            Callback.class,
            FlywayConfigurationCustomizer.class,
            FlywayMigrationStrategy.class);

    @Override
    public void registerBeanDefinitions(
        AnnotationMetadata importing, BeanDefinitionRegistry registry) {
      if (!hasMigrations()
          && !hasSettings()
          && registry instanceof ListableBeanFactory beans
          && BEANS.stream()
              .allMatch(type -> beans.getBeanNamesForType(type, true, false).length == 0)
          && environment instanceof ConfigurableEnvironment settings) {
        settings
            .getPropertySources()
            .addLast(
                new MapPropertySource("waggle-flyway", Map.of("spring.flyway.enabled", "false")));
      }
    }

    private static boolean hasMigrations() {
      return new ClassPathResource("db/migration").exists();
    }

    private boolean hasSettings() {
      for (var source : ConfigurationPropertySources.get(environment)) {
        if (source.containsDescendantOf(SETTINGS) == ConfigurationPropertyState.PRESENT) {
          return true;
        }
      }
      return false;
    }
  }
}
