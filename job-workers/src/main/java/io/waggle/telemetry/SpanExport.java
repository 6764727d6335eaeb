package io.waggle.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans in batches, on a thread of OpenTelemetry's. What the receiver does not take in time
 * is dropped: nothing ever waits for it. Of one thread.
 */
final class SpanExport implements AutoCloseable {
  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final GivenIds ids = new GivenIds();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * @param share of the runs whose spans are sent, 0 to 1; the same ones on all workers
   */
  SpanExport(SpanExporter exporter, Resource resource, double share) {
    provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setResource(resource)
            .setSampler(Sampler.traceIdRatioBased(share))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).setScheduleDelay(DELAY).build())
            .build();
    tracer = provider.get("io.waggle");
  }

  void send(RunSpan span) {
    ids.next(span);
    SpanBuilder builder =
        tracer
            .spanBuilder(span.name())
            .setSpanKind(span.kind())
            .setAllAttributes(span.attributes())
            .setStartTimestamp(span.period().begun());
    Span started =
        (span.parent() == null
                ? builder.setNoParent()
                : builder.setParent(context(span.trace(), span.parent())))
            .startSpan();
    if (span.failed()) {
      started.setStatus(StatusCode.ERROR);
    }
    started.end(span.period().ended());
  }

  private static Context context(String trace, String parent) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    trace, parent, TraceFlags.getSampled(), TraceState.getDefault())));
  }

  /** Sends what there is, for a moment at most. */
  @Override
  public void close() {
    provider.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** OpenTelemetry makes up ids when a span starts; here they are known before. */
  private static final class GivenIds implements IdGenerator {
    private String trace = "";
    private String span = "";

    void next(RunSpan next) {
      trace = next.trace();
      span = next.id();
    }

    @Override
    public String generateTraceId() {
      return trace;
    }

    @Override
    public String generateSpanId() {
      return span;
    }
  }
}
