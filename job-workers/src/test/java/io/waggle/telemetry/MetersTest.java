package io.waggle.telemetry;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Usage;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ToolRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The meters of a worker, and what the documentation says of them. */
class MetersTest {
  private static final Path DOCUMENTATION = Path.of("..", "docs", "observability.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `((?:gen_ai|waggle)\\.[^`]+)` \\| ([a-z, ]+) \\|([^|]*)\\|", Pattern.MULTILINE);

  private static final Instant BEGUN = Instant.parse("2026-11-29T04:00:00Z");
  private static final Period PERIOD = new Period(BEGUN, BEGUN.plusSeconds(3));
  private static final Usage USAGE = new Usage(2, 1, 100, 20, 60, 5, new BigDecimal("0.5"), "EUR");
  private static final ToolRequest REQUEST = new ToolRequest("c1", "find", "{}");

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);

  private void all() {
    ChatReply reply =
        new ChatReply("", List.of(), ChatReply.Finish.DONE, 100, 20, 60, 5, null, "m-2026");
    meters.called(
        new MeasuredCall("openai:m", BEGUN, BEGUN.plusSeconds(1), null, reply, USAGE, null));
    meters.attempted("clerk", JobType.THINK, PERIOD, null);
    List.of(
            new Ended.Tool("p1/s1/t1/c1/run1", PERIOD, REQUEST, "found", null),
            new Ended.CalledProcess("p1/s1/t1/c1/back", PERIOD, REQUEST, "answered"),
            new Ended.Undo("p1/s1/t1/c1/undo", PERIOD, REQUEST),
            new Ended.Step(
                "p1/s1",
                PERIOD,
                new StepResult("s1", "t", StepResult.Status.DONE, "", null, false, USAGE)),
            new Ended.Gate("p1/approve", PERIOD, decision()),
            new Ended.Run("", PERIOD, Outcome.COMPLETED, USAGE))
        .forEach(ended -> meters.ended("clerk", ended));
    meters.dropped();
  }

  private static TakenDecision decision() {
    return new TakenDecision(
        GateKind.TOOL_CALL,
        "find",
        Action.APPROVE_ALL,
        "ada",
        false,
        "2026-11-29T04:00:03Z",
        null,
        null,
        null,
        null,
        null,
        "p1/approve/decided");
  }

  @Test
  void shouldBeDocumentedAsTheyAre() throws IOException {
    all();

    Set<String> documented =
        ROW.matcher(Files.readString(DOCUMENTATION))
            .results()
            .map(row -> line(row.group(1), row.group(2), Set.of(words(row.group(3)))))
            .collect(toCollection(TreeSet::new));

    Set<String> registered =
        registry.getMeters().stream()
            .map(Meter::getId)
            .filter(id -> id.getTag("le") == null) // how this registry shows buckets
            .map(MetersTest::line)
            .collect(toCollection(TreeSet::new));
    assertThat(registered).containsExactlyElementsOf(documented);
  }

  private static String[] words(String tags) {
    return tags.replaceAll("[`,]", " ").strip().split("\\s+");
  }

  private static String line(Meter.Id id) {
    String kind =
        switch (id.getType()) {
          case TIMER -> "timer";
          case DISTRIBUTION_SUMMARY -> "summary, " + id.getBaseUnit();
          default -> id.getType().name().toLowerCase(Locale.ROOT);
        };
    Set<String> keys = id.getTags().stream().map(Tag::getKey).collect(toCollection(TreeSet::new));
    return line(id.getName(), kind, keys.isEmpty() ? Set.of("") : keys);
  }

  private static String line(String name, String kind, Set<String> tags) {
    return "%s (%s) %s".formatted(name, kind, new TreeSet<>(tags));
  }

  @Test
  void shouldTakeNoCountForOneWhereAProviderSaysNothing() {
    meters.called(
        new MeasuredCall(
            "ollama:m",
            BEGUN,
            BEGUN.plusSeconds(1),
            null,
            new ChatReply("Yes.", List.of(), ChatReply.Finish.DONE, 0, 0),
            Usage.ZERO,
            null));

    assertThat(registry.find("gen_ai.client.token.usage").meters()).isEmpty();
    assertThat(registry.get("gen_ai.client.operation.duration").timer().count()).isEqualTo(1);
  }

  @Test
  void shouldNotCountACostThatIsNotKnown() {
    meters.ended(
        "clerk",
        new Ended.Run("", PERIOD, Outcome.PARTIAL, new Usage(1, 0, 9, 1, 0, 0, null, null)));

    assertThat(registry.find("waggle.invoke_agent.cost").meters()).isEmpty();
    assertThat(registry.get("waggle.invoke_agent.token.usage").meters()).hasSize(2);
  }

  @Test
  void shouldWriteValuesAsVariablesHaveThem() {
    all();

    Timer gate = registry.get("waggle.gate.duration").timer();
    assertThat(gate.getId().getTag("waggle.gate.kind")).isEqualTo("toolCall");
    assertThat(gate.getId().getTag("waggle.gate.action")).isEqualTo("approveAll");
    assertThat(gate.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
  }
}
