package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.waggle.bpmn.GateKind;
import io.waggle.runs.SpanReceiver.Received;
import io.waggle.testing.Person;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestRun;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What a receiver of OTLP gets to know of a run. */
class TraceIT {
  /** What is below the run at the top, two spaces a level, siblings in the order of their names. */
  private static final String TREE =
      """
      invoke_agent boss
        chat boss plan
        chat boss synthesize
        step p1/s1
          chat boss think
          chat boss think
          execute_tool phone
        step p1/s2
          chat boss think
          chat boss think
          invoke_agent intern
            step p1/s2/t1/c1/p1/s1
              chat intern think
        step p1/s3
          chat boss think
          chat boss think
          execute_tool pay
          gate toolCall
      """;

  private final SpanReceiver receiver = new SpanReceiver();

  @AfterEach
  void close() {
    receiver.close();
  }

  /** The worker that began the run is gone when a person has decided; another one goes on. */
  @Test
  void shouldWriteOneTraceHoweverManyWorkersWorkedOnTheRun() {
    TestRun run;
    try (TestBed bed = TestBed.open(TracedRuns.settings(receiver.endpoint()))) {
      bed.play(TracedRuns.screenplay());
      Person person = bed.person("ada");
      run = bed.start("boss", TracedRuns.TASK);
      person.isAsked(run, GateKind.TOOL_CALL);
      try (ConfigurableApplicationContext second =
          bed.startAnotherWorker(TracedRuns.settings(receiver.endpoint()))) {
        assertThat(second.isActive()).isTrue();
        bed.stopWorker();
        person.approves(run, GateKind.TOOL_CALL);
        bed.client().await(run.id(), TestBed.PATIENCE);
        awaitTree();
      }
    }

    List<Received> spans = receiver.spans();
    assertThat(spans).extracting(Received::trace).containsOnly(spans.getFirst().trace());
    assertThat(spans).extracting(Received::id).doesNotHaveDuplicates();
    assertThat(spans.stream().map(Received::worker).distinct())
        .doesNotContain("")
        .as("workers")
        .hasSize(2);
    assertThat(tree(spans)).isEqualTo(TREE);
    assertThat(spans)
        .allSatisfy(span -> assertThat(span.attribute("waggle.run.id")).isEqualTo(run.id()))
        .allSatisfy(span -> assertThat(span.ended()).isGreaterThanOrEqualTo(span.begun()));
    assertWithin(spans);
    assertThat(spans.toString()).doesNotContain(TracedRuns.TASK, "the number is", "cellar");
  }

  private static void assertWithin(List<Received> spans) {
    Map<String, Received> byId =
        spans.stream().collect(Collectors.toMap(Received::id, span -> span));
    assertThat(spans)
        .filteredOn(span -> !span.parent().isEmpty())
        .allSatisfy(
            span ->
                assertThat(span.begun())
                    .as("%s", span)
                    .isGreaterThanOrEqualTo(byId.get(span.parent()).begun()))
        .allSatisfy(
            span ->
                assertThat(span.ended())
                    .as("%s", span)
                    .isLessThanOrEqualTo(byId.get(span.parent()).ended()));
  }

  @Test
  void shouldTellWhatWasUsedUpAndHowItEnded() {
    List<Received> spans = spans(Map.of());

    Received root = named(spans, "invoke_agent boss");
    assertThat(root.parent()).isEmpty();
    assertThat(root.kind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
    assertThat(root.attributes())
        .containsEntry("gen_ai.operation.name", "invoke_agent")
        .containsEntry("gen_ai.agent.name", "boss")
        .containsEntry("gen_ai.provider.name", "scripted-in-test")
        .containsEntry("gen_ai.request.model", "boss")
        .containsEntry("waggle.run.outcome", "completed")
        .containsEntry("waggle.usage.llm_calls", "9")
        .containsEntry("gen_ai.usage.input_tokens", "810")
        .containsEntry("gen_ai.usage.output_tokens", "90")
        .containsEntry("waggle.usage.currency", "EUR")
        .containsEntry("waggle.usage.cost", "0.152");
    assertThat(named(spans, "invoke_agent intern").attributes())
        .containsEntry("gen_ai.usage.input_tokens", "90");
    Received chat = named(spans, "chat boss");
    assertThat(chat.kind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(chat.attributes())
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.usage.input_tokens", "90")
        .containsEntry("gen_ai.usage.output_tokens", "10")
        .containsEntry("waggle.usage.cost", "0.019");
    assertThat(named(spans, "execute_tool phone").attributes())
        .containsEntry("gen_ai.operation.name", "execute_tool")
        .containsEntry("gen_ai.tool.name", "phone")
        .containsEntry("waggle.job.attempts", "2");
    assertThat(named(spans, "execute_tool phone").failed()).isFalse();
    assertThat(named(spans, "gate toolCall").attributes())
        .containsEntry("waggle.gate.action", "approve")
        .containsEntry("waggle.gate.silence", "false");
    assertThat(named(spans, "step").attributes()).containsEntry("waggle.step.status", "done");
  }

  @Test
  void shouldTellWhatWasSaidOnlyWhereThatIsAskedFor() {
    List<Received> spans = spans(Map.of("waggle.telemetry.content", "true"));

    assertThat(named(spans, "execute_tool phone").attributes())
        .containsEntry("gen_ai.tool.call.result", "the number is 0815")
        .containsEntry("gen_ai.tool.call.arguments", "{\"whom\":\"Ada\"}");
    assertThat(spans)
        .anySatisfy(
            span ->
                assertThat(span.attribute("gen_ai.input.messages"))
                    .contains("\"role\":\"user\"", TracedRuns.TASK))
        .anySatisfy(
            span ->
                assertThat(span.attribute("gen_ai.output.messages"))
                    .contains("It is in the cellar."));
  }

  private List<Received> spans(Map<String, String> properties) {
    var settings =
        TracedRuns.settings(receiver.endpoint())
            .withProperty("waggle.prices.currency", "EUR")
            .withProperty("waggle.prices.models[0].model", "scripted-in-test:boss")
            .withProperty("waggle.prices.models[0].input", "100")
            .withProperty("waggle.prices.models[0].output", "1000");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      settings = settings.withProperty(property.getKey(), property.getValue());
    }
    try (TestBed bed = TestBed.open(settings)) {
      bed.play(TracedRuns.screenplay());
      TestRun run = bed.start("boss", TracedRuns.TASK);
      bed.person("ada").approves(run, GateKind.TOOL_CALL);
      run.awaitEnd();
      awaitTree();
      return receiver.spans();
    }
  }

  /** Spans come in no order: that of the last job may be behind that of the run. */
  private void awaitTree() {
    await()
        .atMost(TestBed.PATIENCE)
        .untilAsserted(() -> assertThat(tree(receiver.spans())).isEqualTo(TREE));
  }

  private static Received named(List<Received> spans, String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  private static String tree(List<Received> spans) {
    StringBuilder tree = new StringBuilder();
    below("", "", spans, tree);
    return tree.toString();
  }

  private static void below(
      String parent, String indent, List<Received> spans, StringBuilder tree) {
    spans.stream()
        .filter(span -> span.parent().equals(parent))
        .sorted(Comparator.comparing(TraceIT::line))
        .forEach(
            span -> {
              tree.append(indent).append(line(span)).append('\n');
              below(span.id(), indent + "  ", spans, tree);
            });
  }

  private static String line(Received span) {
    if (span.name().equals("step")) {
      return "step " + span.attribute("waggle.path");
    }
    return span.name().startsWith("chat ")
        ? span.name() + " " + span.attribute("waggle.job.type")
        : span.name();
  }
}
