package io.waggle.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.waggle.budget.Prices;
import io.waggle.journal.Journal;
import io.waggle.journal.RunRecords;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Metrics for whoever has a registry, and spans where an endpoint for them is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelemetryProperties.class)
@Import(OtlpConfiguration.class)
public class TelemetryConfiguration {

  @Bean
  Meters waggleMeters(ObjectProvider<MeterRegistry> registry) {
    return new Meters(registry.getIfAvailable(CompositeMeterRegistry::new));
  }

  @Bean
  RunFacts waggleRunFacts(Journal journal, RunRecords records) {
    return new RunFacts(journal, records);
  }

  /** Where nobody wants to know, the journal is not asked. */
  @Bean(initMethod = "start")
  ReportQueue waggleReportQueue(
      RunFacts facts,
      Meters meters,
      ObjectProvider<MeterRegistry> registry,
      ObjectProvider<RunSpans> spans) {
    RunSpans wanted = spans.getIfAvailable();
    return wanted == null && registry.stream().findAny().isEmpty()
        ? new ReportQueue(attempt -> {}, meters)
        : new ReportQueue(new Reports(facts, meters, wanted), meters);
  }

  @Bean
  Telemetry waggleTelemetry(
      Meters meters, ReportQueue reports, Prices prices, TelemetryProperties properties) {
    return new Telemetry(meters, reports, prices, properties.content(), Clock.systemUTC());
  }
}
