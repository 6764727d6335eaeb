package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.embedded.ElementRecord;
import io.waggle.embedded.ElementRecord.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A run without a result, as a value and as an error to the process that called it. */
class FailureAsErrorIT {
  /** What {@link AgentProcessIT} leaves to this class. */
  static final Set<String> PASSED_OF_AGENT = Set.of("ItIsAnError", "ThrowError", "NobodyCalledIt");

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CALLER = "catching-process";
  private static final PassedElements PASSED = new PassedElements(Models.AGENT);
  private static final List<Map<String, Object>> THROWN = new CopyOnWriteArrayList<>();

  private static ProcessHarness harness;
  private static volatile Map<String, Object> end = Map.of();
  private static volatile boolean called;

  @BeforeAll
  static void open() {
    harness = new ProcessHarness();
    harness.deploy("catching-process.bpmn");
    // A run that ended before: what it ends with is all that matters here.
    harness.serve("a.accept", variables -> end);
    harness.serve("a.throw-error", FailureAsErrorIT::throwError);
  }

  private static Map<String, Object> throwError(Map<String, Object> variables) {
    THROWN.add(variables);
    if (!called || variables.get("failureAs").equals("value")) {
      return Map.of();
    }
    Map<String, Object> handedOver = new HashMap<>(variables);
    handedOver.keySet().retainAll(end.keySet());
    throw new ProcessHarness.BpmnErrorThrown(
        ErrorCodes.of(MAPPER.convertValue(variables.get("outcome"), Outcome.class)).orElseThrow(),
        handedOver);
  }

  @BeforeEach
  void begin() {
    THROWN.clear();
    called = true;
  }

  @AfterAll
  static void close() {
    PASSED.add(harness);
    harness.close();
    PASSED.shouldHold(PASSED_OF_AGENT);
  }

  private static void endsAs(Outcome outcome) {
    end =
        Map.of(
            "outcome",
            MAPPER.convertValue(outcome, String.class),
            "result",
            "Why " + outcome,
            "resultRef",
            "end",
            "usage",
            Map.of("llmCalls", 3, "cost", 0.25, "currency", "EUR"),
            "undone",
            2,
            "decisions",
            List.of(Map.of("action", "reject", "by", "mary")));
  }

  private static JsonNode json(Map<String, String> variables, String name) throws Exception {
    return MAPPER.readTree(String.valueOf(variables.get(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, AgentRejected, Rejected",
    "FAILED, AgentFailed, Failed",
    "CANCELLED, AgentCancelled, Cancelled"
  })
  void shouldHandAllThatIsOutToTheBoundaryEventOfItsCaller(
      Outcome outcome, String event, String afterwards) throws Exception {
    endsAs(outcome);
    long caller = harness.start(CALLER, Map.of("failureAs", "error"));

    Map<String, String> ended = harness.awaitEnd(caller);

    assertThat(json(ended, "caught")).isEqualTo(MAPPER.valueToTree(end));
    assertThat(ended).containsOnlyKeys("failureAs", "caught");
    assertThat(completed(caller)).contains(event, afterwards).doesNotContain("Ask", "Answered");
    assertThat(THROWN).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndWithAValueWhereNoErrorIsAskedFor(Outcome outcome) throws Exception {
    endsAs(outcome);

    Map<String, String> ended =
        harness.awaitEnd(harness.start(CALLER, Map.of("failureAs", "value")));
    Map<String, String> unsaid = harness.awaitEnd(harness.start(CALLER, Map.of()));

    assertThat(json(ended, "agentResult")).isEqualTo(MAPPER.valueToTree(end));
    assertThat(json(unsaid, "agentResult")).isEqualTo(MAPPER.valueToTree(end));
    assertThat(THROWN).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "PARTIAL"})
  void shouldEndWithAValueWhereThereIsAResult(Outcome outcome) throws Exception {
    endsAs(outcome);

    Map<String, String> ended =
        harness.awaitEnd(harness.start(CALLER, Map.of("failureAs", "error")));

    assertThat(json(ended, "agentResult")).isEqualTo(MAPPER.valueToTree(end));
    assertThat(THROWN).isEmpty();
  }

  @Test
  void shouldEndWithAValueWhereNobodyCalledIt() throws Exception {
    endsAs(Outcome.FAILED);
    called = false;
    long run =
        harness.start(
            Map.of("agent", "a", "task", "Do it", "failureAs", "error", "outcome", "rejected"));

    Map<String, String> ended = harness.awaitEnd(run);

    assertThat(json(ended, "outcome").asText()).isEqualTo("failed");
    assertThat(json(ended, "result").asText()).isEqualTo("Why FAILED");
    assertThat(completed(run)).contains("ThrowError", "RunFailed");
    assertThat(THROWN).singleElement().extracting("outcome").isEqualTo("failed");
  }

  private static List<String> completed(long instance) {
    return harness.records().elements().stream()
        .filter(element -> element.processInstance() == instance)
        .filter(element -> element.change() == Change.COMPLETED)
        .map(ElementRecord::element)
        .toList();
  }
}
