package io.waggle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.budget.Prices;
import io.waggle.invocation.Secrets;
import io.waggle.journal.JournalConfiguration;
import io.waggle.journal.WorkerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** When spans are sent, and when not. */
class TelemetryConfigurationTest {
  private static final String ENDPOINT =
      "management.otlp.tracing.endpoint=http://127.0.0.1:1/v1/traces";

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withUserConfiguration(JournalConfiguration.class, TelemetryConfiguration.class)
          .withBean(Prices.class, () -> Prices.NONE)
          .withBean(Secrets.class, () -> Secrets.NONE)
          .withBean(WorkerProcess.class, WorkerProcess::current)
          .withPropertyValues("waggle.journal.url=jdbc:h2:mem:telemetry-configuration");

  private void assertSending(ApplicationContextRunner started, boolean sends) {
    started.run(
        context -> {
          assertThat(context).hasNotFailed().hasSingleBean(Telemetry.class);
          assertThat(context.getBeansOfType(SpanExport.class)).hasSize(sends ? 1 : 0);
        });
  }

  @Test
  void shouldSendNothingWithoutAnEndpoint() {
    assertSending(application, false);
  }

  @Test
  void shouldSendWhereThereIsAnEndpoint() {
    assertSending(application.withPropertyValues(ENDPOINT), true);
    assertSending(
        application.withPropertyValues(ENDPOINT, "management.otlp.tracing.transport=grpc"), true);
  }

  @Test
  void shouldSendNothingWhereTracingIsOff() {
    assertSending(
        application.withPropertyValues(ENDPOINT, "management.tracing.enabled=false"), false);
  }

  @Test
  void shouldDoWithoutTheActuator() {
    assertSending(
        application
            .withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
            .withPropertyValues(ENDPOINT),
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "management.otlp.tracing.endpoint=collector, write one such as http://localhost:4318",
    "management.tracing.sampling.probability=2, it can be 0.0 to 1.0"
  })
  void shouldNotStartWithWrongSettings(String setting, String sentence) {
    application
        .withPropertyValues(ENDPOINT, setting)
        .run(context -> assertThat(context.getStartupFailure()).hasStackTraceContaining(sentence));
  }
}
