package io.waggle.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.waggle.invocation.Secrets;
import io.waggle.journal.WorkerProcess;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.OtlpTracingProperties;
import org.springframework.boot.actuate.autoconfigure.tracing.otlp.Transport;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Where spans go: by Spring Boot's own settings. An exporter of our own, beside the one that Boot
 * makes for an application's spans, for those have ids that are made up and are sampled.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(OtlpTracingProperties.class)
@ConditionalOnProperty("management.otlp.tracing.endpoint")
@ConditionalOnBooleanProperty(
    name = {"management.tracing.enabled", "management.otlp.tracing.export.enabled"},
    matchIfMissing = true)
@EnableConfigurationProperties(OtlpTracingProperties.class)
class OtlpConfiguration {
  private static final String SHARE = "management.tracing.sampling.probability";
  private static final double ALL = 1.0;

  @Bean
  RunSpans waggleRunSpans(
      RunFacts facts, TelemetryProperties properties, Secrets secrets, SpanExport export) {
    return new RunSpans(facts, new Contents(properties.content(), secrets), export);
  }

  @Bean
  SpanExport waggleSpanExport(
      OtlpTracingProperties properties,
      ObjectProvider<Resource> resource,
      WorkerProcess self,
      Environment environment) {
    return new SpanExport(
        exporter(properties),
        resource
            .getIfAvailable(Resource::getDefault)
            .merge(
                Resource.create(
                    Attributes.builder().put("service.instance.id", self.id()).build())),
        share(environment));
  }

  private static double share(Environment environment) {
    double share = environment.getProperty(SHARE, Double.class, ALL);
    if (share < 0 || share > ALL) {
      throw new IllegalArgumentException(
          "%s is %s; it can be 0.0 to 1.0, the share of the runs that are traced."
              .formatted(SHARE, share));
    }
    return share;
  }

  private static SpanExporter exporter(OtlpTracingProperties properties) {
    try {
      return properties.getTransport() == Transport.GRPC ? grpc(properties) : http(properties);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "management.otlp.tracing.endpoint is '%s', which is no address of a receiver; write one such as http://localhost:4318/v1/traces (%s)."
              .formatted(properties.getEndpoint(), wrong.getMessage()),
          wrong);
    }
  }

  private static SpanExporter grpc(OtlpTracingProperties properties) {
    OtlpGrpcSpanExporterBuilder grpc =
        OtlpGrpcSpanExporter.builder()
            .setEndpoint(properties.getEndpoint())
            .setTimeout(properties.getTimeout())
            .setConnectTimeout(properties.getConnectTimeout())
            .setCompression(compression(properties));
    properties.getHeaders().forEach(grpc::addHeader);
    return grpc.build();
  }

  private static SpanExporter http(OtlpTracingProperties properties) {
    OtlpHttpSpanExporterBuilder http =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(properties.getEndpoint())
            .setTimeout(properties.getTimeout())
            .setConnectTimeout(properties.getConnectTimeout())
            .setCompression(compression(properties));
    properties.getHeaders().forEach(http::addHeader);
    return http.build();
  }

  private static String compression(OtlpTracingProperties properties) {
    return properties.getCompression().name().toLowerCase(Locale.ROOT);
  }
}
