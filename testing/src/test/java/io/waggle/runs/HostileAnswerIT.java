package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.runs.RawEndpoint.Call;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an endpoint can do with the tool calls of its answers, and what comes of it. */
class HostileAnswerIT {
  private static final RawEndpoint ENDPOINT = new RawEndpoint();
  private static final List<String> DONE = new CopyOnWriteArrayList<>();
  private static TestBed bed;

  static final class Desk {
    @Tool(description = "Finds something.", effect = Effect.READ)
    String find(@Param("what") String query) {
      DONE.add("find " + query);
      return "found";
    }

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(@Param("cents") int cents, @Param("to whom") String to) {
      DONE.add("pay " + cents + " to " + to);
      return "paid";
    }

    @Tool(description = "Counts.", effect = Effect.READ)
    String count(@Param("a number") BigInteger number) {
      DONE.add("count " + number);
      return "counted";
    }

    @Tool(description = "Tags.", effect = Effect.READ)
    String tag(@Param("names and values") Map<String, String> tags) {
      DONE.add("tag " + tags.size());
      return "tagged";
    }
  }

  @BeforeAll
  static void start() {
    bed =
        TestBed.open(
            TestBedSettings.agents(List.of(agent("clerk"), asking("careful")))
                .withProperty("waggle.providers.scripted-in-test.base-url", ENDPOINT.baseUrl()));
  }

  private static Agent agent(String name) {
    return builder(name).build();
  }

  private static Agent asking(String name) {
    return builder(name).approveTools("find", "pay").build();
  }

  private static io.waggle.agent.AgentBuilder builder(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .planning(Planning.NEVER)
        .tools(new Desk());
  }

  @AfterAll
  static void stop() {
    bed.close();
    ENDPOINT.close();
  }

  @BeforeEach
  void forget() {
    DONE.clear();
  }

  /** The ids that an endpoint gives, and may guess that we make up. */
  @ParameterizedTest
  @CsvSource({"call_2_1, ''", "'', ''", "same, same", "' ', '  '", "'', call_2_0"})
  void shouldRunTheCallThatAPersonApprovedWhateverIdsAnEndpointGives(String first, String second) {
    ENDPOINT.answers(
        RawEndpoint.calls(
            List.of(
                new Call(first, "find", "{\"query\": \"tea\"}"),
                new Call(second, "pay", "{\"cents\": 100, \"to\": \"Ada\"}"))));
    TestRun run = bed.start("careful", "Work");

    List<GateTask> asked = bed.person("ada").isAsked(run, GateKind.TOOL_CALL, 2);
    assertThat(asked).extracting(GateTask::subject).containsExactlyInAnyOrder("find", "pay");
    for (GateTask task : asked) {
      String shown = String.valueOf(task.question());
      boolean harmless = shown.contains("tea");
      assertThat(shown.contains("Ada")).as("shows one of them").isNotEqualTo(harmless);
      bed.person("ada").decides(task, Decision.of(harmless ? Action.APPROVE : Action.REJECT));
    }
    run.awaitEnd();

    assertThat(DONE).containsExactly("find tea");
  }

  @Test
  void shouldRunAToolWithANumberThatTheEngineCannotTake() {
    String number = "9".repeat(40);
    ENDPOINT.answers(
        RawEndpoint.calls(List.of(new Call("a", "count", "{\"number\": %s}".formatted(number)))));

    assertThat(bed.run("clerk", "Count").variables()).containsEntry("result", "Done.");

    assertThat(DONE).containsExactly("count " + number);
  }

  @Test
  void shouldTellTheModelOfANumberThatTheToolCannotTake() {
    ENDPOINT.answers(
        RawEndpoint.calls(
            List.of(
                new Call("a", "pay", "{\"cents\": %s, \"to\": \"A\"}".formatted("9".repeat(40))))));

    assertThat(bed.run("clerk", "Pay").variables()).containsEntry("result", "Done.");

    assertThat(DONE).isEmpty();
    assertThat(ENDPOINT.asked().getLast()).contains("ERROR");
  }

  @Test
  void shouldGoOnAfterArgumentsWithVeryManyMembers() {
    String members =
        IntStream.range(0, 20_000)
            .mapToObj(n -> "\"%s%d\":\"%s\"".formatted("n".repeat(20), n, "v".repeat(100)))
            .collect(Collectors.joining(","));
    ENDPOINT.answers(
        RawEndpoint.calls(
            List.of(new Call("a", "tag", "{\"tags\":{},\"more\":{%s}}".formatted(members)))),
        RawEndpoint.calls(
            IntStream.range(0, 30)
                .mapToObj(
                    n ->
                        new Call(
                            "a" + n,
                            "tag",
                            "{\"tags\":{%s}}"
                                .formatted(
                                    members.substring(0, members.indexOf("\",", 100_000) + 1))))
                .toList()),
        RawEndpoint.calls(List.of(new Call("a", "n".repeat(1_000_000), "{}"))));

    assertThat(bed.run("clerk", "Tag").variables()).containsEntry("result", "Done.");

    assertThat(DONE).hasSize(30);
  }
}
