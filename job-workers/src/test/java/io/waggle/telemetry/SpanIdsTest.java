package io.waggle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanIdsTest {
  private static final Instant BEGUN = Instant.parse("2026-11-29T04:00:00.123456Z");

  private final SpanIds ids = SpanIds.of("refund-4711", BEGUN);

  @Test
  void shouldBeIdsAsW3cWantsThem() {
    assertThat(TraceId.isValid(ids.trace())).isTrue();
    assertThat(SpanId.isValid(ids.run(""))).isTrue();
  }

  /** Whoever works it out: collectors know spans of earlier versions by these. */
  @Test
  void shouldStayTheSame() {
    assertThat(SpanIds.of("refund-4711", BEGUN)).isEqualTo(ids);
    assertThat(ids.trace()).isEqualTo("37f59e611a06557da8aa2e988c66c08e");
    assertThat(ids.step("p1/s1")).isEqualTo("a9ba3c4cfffaf23d");
  }

  @Test
  void shouldTellRunsOfOneNameApart() {
    assertThat(SpanIds.of("refund-4711", BEGUN.plusNanos(1_000)).trace()).isNotEqualTo(ids.trace());
    assertThat(SpanIds.of("refund-4712", BEGUN).trace()).isNotEqualTo(ids.trace());
  }

  @Test
  void shouldTellSpansApartThatAreAtOnePlace() {
    assertThat(ids.span("tool", "p1/s1/t1/c1")).isNotEqualTo(ids.span("gate", "p1/s1/t1/c1"));
  }

  @ParameterizedTest
  @CsvSource({
    "p1/s2/t3, p1/s2",
    "p1/s2/t3/c1/run1, p1/s2",
    "p2/s1/t1/c1/approve, p2/s1",
    "p1/s1/t4/limit, p1/s1"
  })
  void shouldPutWhatAStepDidIntoTheStep(String path, String step) {
    assertThat(ids.around("", path)).isEqualTo(ids.step(step));
    String scope = "p9/s9/t9/c9/";
    assertThat(ids.around(scope, scope + path)).isEqualTo(ids.step(scope + step));
  }

  @ParameterizedTest
  @CsvSource({"p1", "answer", "end", "p1/approve", "p1/limit", "limit/maxTokens/1", "accept"})
  void shouldPutAllElseIntoTheRun(String path) {
    assertThat(ids.around("", path)).isEqualTo(ids.run(""));
    String scope = "p9/s9/t9/c9/";
    assertThat(ids.around(scope, scope + path)).isEqualTo(ids.run(scope));
  }

  @Test
  void shouldPutASubAgentIntoTheStepThatAsked() {
    assertThat(ids.aroundRun("")).isNull();
    assertThat(ids.aroundRun("p1/s2/t3/c1/")).isEqualTo(ids.step("p1/s2"));
    assertThat(ids.aroundRun("p1/s2/t3/c1/p1/s1/t1/c2/")).isEqualTo(ids.step("p1/s2/t3/c1/p1/s1"));
    assertThat(ids.aroundRun("p1/s2/t3/c1/x0123abcd.1/")).isEqualTo(ids.step("p1/s2"));
  }
}
