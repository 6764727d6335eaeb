package io.waggle.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Models;
import io.waggle.embedded.ElementRecord;
import io.waggle.embedded.VariableRecord;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs that are called from processes with variables of their own: nothing but In reaches the run,
 * nothing but Out leaves it.
 */
class IsolationIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OUT =
      Set.of("result", "outcome", "usage", "resultRef", "undone", "decisions");

  /** Names that our processes use for variables of their own; {@code caller} is looked up. */
  private static final List<String> FOREIGN =
      List.of(
          "caller",
          "cancellation",
          "decision",
          "decisions",
          "extension",
          "gate",
          "hold",
          "inDoubt",
          "moments",
          "observation",
          "observations",
          "outcome",
          "plan",
          "planRef",
          "progress",
          "question",
          "result",
          "resultRef",
          "results",
          "resumed",
          "run",
          "silence",
          "steering",
          "step",
          "stepResult",
          "subject",
          "toolCall",
          "turn",
          "undoCall",
          "undoCalls",
          "undone",
          "usage",
          "waveResults");

  /** What call activity, multi-instance and ad-hoc sub-process set themselves. */
  private static final Set<String> BY_THE_ENGINE =
      Set.of("agent", "task", "loopCounter", "step", "plan", "adHocSubProcessElements");

  private static TestBed bed;

  @BeforeAll
  static void open() {
    bed =
        TestBed.holding(
            Stream.of(Planning.ALWAYS, Planning.AUTO)
                .map(
                    planning ->
                        Agent.named(name(planning))
                            .model("play:planner")
                            .instructions("You are planner.")
                            .planning(planning)
                            .undoOnFailure()
                            .build())
                .toList());
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static String name(Planning planning) {
    return planning == Planning.ALWAYS ? "planner" : "perhaps";
  }

  private static Screenplay screenplay(String agent) {
    return Screenplay.role(agent)
        .on(When.ALWAYS.offering("make_plan"))
        .reply(
            Reply.call(
                "make_plan",
                Map.of(
                    "steps",
                    List.of(Map.of("id", "s1", "title", "One", "instruction", "Do it all.")))))
        .otherwise("Done.")
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"planner", "perhaps"})
  void shouldBeginTheSecondRunOfAProcessFromNothing(String planner) throws Exception {
    bed.play(screenplay(planner));
    String model = resource("/bpmn/two-agents-by-hand.bpmn").replace("planner", planner);
    deploy(model, "two-agents-by-hand.bpmn");

    awaitEnd(start("two-agents-by-hand", Map.of()));

    List<String> plans =
        bed.model().requests().stream()
            .map(request -> request.body())
            .filter(body -> body.contains("make_plan"))
            .toList();
    assertThat(plans).hasSize(2);
    assertThat(plans.getFirst()).contains("Ms Bee");
    assertThat(plans.getLast()).contains("Water the plants").doesNotContain("Ms Bee", "Do it all");
    assertThat(bed.model().requests()).hasSize(4);
  }

  static Stream<Arguments> calls() {
    return Arrays.stream(CallingProcess.values())
        .flatMap(caller -> Stream.of(false, true).map(template -> Arguments.of(caller, template)));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void shouldLetNothingButTheContractInAndOut(CallingProcess caller, boolean template)
      throws Exception {
    bed.play(screenplay("planner"));
    deploy(template ? caller.byTemplate() : caller.byHand(), "caller.bpmn");
    Map<String, Object> own = foreign();

    int before = runs().size();
    long key = start(CallingProcess.ID, own);
    awaitEnd(key);

    List<Long> runs = runs().subList(before, runs().size());
    assertThat(runs).hasSize(caller.runs());
    for (long run : runs) {
      assertThat(written(run, template ? Set.of() : own.keySet())).isSubsetOf(OUT);
      assertEnded(run);
    }
    assertUntouched(key, own, template ? Set.of("agentResult") : OUT, caller);
    assertThat(bed.model().requests()).hasSize(2 * runs.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldLetNothingMoreThroughAProcessInBetween(boolean template) throws Exception {
    CallingProcess between = CallingProcess.PLAIN;
    bed.play(screenplay("planner"));
    deploy(template ? between.byTemplate() : between.byHand(), "caller.bpmn");
    deploy(CallingProcess.callOf(CallingProcess.ID), "outer.bpmn");
    Map<String, Object> own = foreign();

    int before = runs().size();
    long key = start(CallingProcess.OUTER, own);
    awaitEnd(key);

    long run = runs().subList(before, runs().size()).getFirst();
    assertThat(written(run, template ? Set.of() : own.keySet())).isSubsetOf(OUT);
    assertEnded(run);
    assertUntouched(key, own, template ? Set.of("agentResult") : OUT, between);
    assertThat(bed.model().requests()).hasSize(2);
  }

  private static void assertUntouched(
      long key, Map<String, Object> own, Set<String> mayChange, CallingProcess caller)
      throws IOException {
    Map<String, String> after = bed.records().variablesOf(key);
    assertThat(after.keySet())
        .containsAll(own.keySet())
        .isSubsetOf(union(own.keySet(), union(mayChange, BY_THE_ENGINE)));
    for (String name : own.keySet()) {
      if (!mayChange.contains(name) && !caller.loopsOver(name)) {
        assertThat(JSON.readTree(after.get(name))).isEqualTo(JSON.valueToTree(own.get(name)));
      }
    }
  }

  private static void assertEnded(long run) throws Exception {
    Map<String, String> ended = bed.records().variablesOf(run);
    assertThat(ended)
        .containsEntry("task", "\"Water the plants\"")
        .containsEntry("outcome", "\"completed\"")
        .containsEntry("result", "\"Done.\"")
        .containsEntry("undone", "0")
        .containsEntry("decisions", "[]");
    assertThat(JSON.readTree(ended.get("usage")).path("llmCalls").asInt()).isEqualTo(2);
  }

  private static List<Long> runs() {
    return bed.records().activations(Models.AGENT).stream().map(ElementRecord::key).toList();
  }

  /** What a run wrote into its process instance, apart from what it was called with. */
  private static Set<String> written(long run, Set<String> handedOver) {
    Set<String> handed = union(handedOver, BY_THE_ENGINE);
    return bed.records().variables().stream()
        .filter(variable -> variable.scope() == run)
        .collect(Collectors.groupingBy(VariableRecord::name, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(name -> name.getValue() > 1 || !handed.contains(name.getKey()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
  }

  /** Variables of every name that our processes use, with what nobody of us would put there. */
  private static Map<String, Object> foreign() {
    Map<String, Object> own = new HashMap<>();
    FOREIGN.forEach(name -> own.put(name, "mine: " + name));
    own.put("run", Map.of("key", "17", "rootKey", 4, "undo", true));
    own.put("plan", Map.of("status", "faulty", "faults", 2, "waves", List.of(), "ref", "1"));
    own.put("progress", List.of("one", "two"));
    own.put("decision", Map.of("action", "change", "reason", "Ms Bee"));
    own.put("usage", 7);
    own.put("undone", List.of());
    own.put("decisions", Map.of());
    own.put("cancellation", Map.of("undo", true, "reason", 7));
    own.put("outcome", "cancelled");
    own.put("undoCalls", List.of(Map.of("jobType", "planner.undo")));
    return own;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = IsolationIT.class.getResourceAsStream(name)) {
      return new String(requireNonNull(in).readAllBytes(), UTF_8);
    }
  }

  private static void deploy(String model, String name) {
    bed.camunda().newDeployResourceCommand().addResourceStringUtf8(model, name).send().join();
  }

  private static long start(String process, Map<String, Object> variables) {
    return bed.camunda()
        .newCreateInstanceCommand()
        .bpmnProcessId(process)
        .latestVersion()
        .variables(variables)
        .send()
        .join()
        .getProcessInstanceKey();
  }

  private static void awaitEnd(long key) {
    await().atMost(TestBed.PATIENCE).until(() -> bed.records().hasEnded(key));
  }
}
