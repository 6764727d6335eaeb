package io.waggle.runs;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.waggle.endpoint.LoopbackEndpoint;
import io.waggle.testing.TestBed;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** Receives spans by OTLP over HTTP, as a collector does. */
final class SpanReceiver extends LoopbackEndpoint {
  private final List<Received> spans = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean hanging;

  /**
   * A span.
   *
   * @param parent empty of a span that is in none
   * @param worker instance that sent it
   * @param attributes as texts
   */
  record Received(
      String trace,
      String id,
      String parent,
      String name,
      Span.SpanKind kind,
      long begun,
      long ended,
      boolean failed,
      String worker,
      Map<String, String> attributes) {

    String attribute(String name) {
      return attributes.getOrDefault(name, "");
    }
  }

  /** What {@code management.otlp.tracing.endpoint} is set to. */
  String endpoint() {
    return baseUrl() + "/traces";
  }

  /** All spans so far, each as often as it came. */
  List<Received> spans() {
    return List.copyOf(spans);
  }

  /** From now on it takes requests, and answers none. */
  void hang() {
    hanging = true;
  }

  /** Waits until a span like this is there. */
  Received awaitSpan(Predicate<Received> like) {
    return await("a span")
        .atMost(TestBed.PATIENCE)
        .until(() -> spans.stream().filter(like).toList(), found -> !found.isEmpty())
        .getFirst();
  }

  @Override
  protected void answer(HttpExchange exchange) throws IOException {
    if (hanging) {
      hang(closed);
      return;
    }
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
    for (ResourceSpans resource : request.getResourceSpansList()) {
      Map<String, String> of = attributes(resource.getResource().getAttributesList());
      resource.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .map(span -> received(span, of.getOrDefault("service.instance.id", "")))
          .forEach(spans::add);
    }
    byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
    exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static void hang(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    super.close();
  }

  private static Received received(Span span, String worker) {
    HexFormat hex = HexFormat.of();
    return new Received(
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getName(),
        span.getKind(),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR,
        worker,
        attributes(span.getAttributesList()));
  }

  private static Map<String, String> attributes(List<KeyValue> pairs) {
    Map<String, String> attributes = new TreeMap<>();
    pairs.forEach(pair -> attributes.put(pair.getKey(), text(pair.getValue())));
    return attributes;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(SpanReceiver::text)
              .toList()
              .toString();
      default -> value.toString();
    };
  }
}
