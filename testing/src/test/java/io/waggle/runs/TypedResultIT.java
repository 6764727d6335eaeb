package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Limits;
import io.waggle.client.RunRequest;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents whose results are values of a type, for the next element of a process. */
class TypedResultIT {
  private static final PlayedEndpoint ENDPOINT = new PlayedEndpoint();
  private static final String REFUND = "{\"amount\":5,\"reason\":\"late\"}";
  private static final Map<String, Object> VALUE = Map.of("amount", 5, "reason", "late");
  private static TestBed bed;

  record Refund(@Param("in cents") int amount, Optional<String> reason) {}

  record Small(int amount, String reason) {}

  static final class Desk {
    @Tool(description = "Finds something.", effect = Effect.READ)
    String find(@Param("what") String query) {
      return "found " + query;
    }
  }

  @BeforeAll
  static void start() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("clerk").result(Refund.class).build(),
                        agent("counter")
                            .result("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}")
                            .build(),
                        agent("brief")
                            .result(Refund.class)
                            .limits(new Limits(null, 2, null, null))
                            .build(),
                        agent("planner").result(Refund.class).planning(Planning.ALWAYS).build(),
                        agent("boss").subAgents("helper").build(),
                        agent("helper").description("Refunds.").result(Refund.class).build()))
                .withProperty("waggle.providers.scripted-in-test.base-url", ENDPOINT.baseUrl()));
  }

  private static AgentBuilder agent(String name) {
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

  @Test
  void shouldGiveTheNextElementAValueForOneRequest() {
    ENDPOINT.answers(PlayedEndpoint.call("give_result", REFUND));

    TestRun run = bed.run("clerk", "Work");

    assertThat(run.variables())
        .containsEntry("result", VALUE)
        .containsEntry("outcome", "completed");
    assertThat(run.result().result(Small.class)).isEqualTo(new Small(5, "late"));
    assertThat(run.result().text()).isEqualTo(REFUND);
    assertThat(ENDPOINT.asked()).hasSize(1);
  }

  @Test
  void shouldKeepTheValueForWhoStartsTheSameRunAgain() {
    ENDPOINT.answers(PlayedEndpoint.call("give_result", REFUND));
    RunRequest request = RunRequest.of("clerk", "Work").id("refund-1");

    bed.start(request).result();
    TestRun again = bed.start(request);

    assertThat(again.result().result(Small.class)).isEqualTo(new Small(5, "late"));
    assertThat(ENDPOINT.asked()).hasSize(1);
  }

  /** Providers that enforce nothing, and models that do not call the tool. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        REFUND,
        "```json\n" + REFUND + "\n```",
        "The result: " + REFUND,
        "\"{\\\"amount\\\":\\\"5\\\",\\\"reason\\\":\\\"late\\\"}\""
      })
  void shouldReadTheValueOutOfAText(String text) {
    ENDPOINT.answers(PlayedEndpoint.text(text));

    assertThat(bed.run("clerk", "Work").variables()).containsEntry("result", VALUE);

    assertThat(ENDPOINT.asked()).hasSize(1);
  }

  @Test
  void shouldGiveAListAfterTools() {
    ENDPOINT.answers(
        PlayedEndpoint.call("find", "{\"query\":\"bees\"}"),
        PlayedEndpoint.call("give_result", "{\"result\":[1,2]}"));

    assertThat(bed.run("counter", "Work").variables()).containsEntry("result", List.of(1, 2));

    assertThat(ENDPOINT.asked()).hasSize(2);
  }

  @Test
  void shouldTellTheModelWhatIsWrongAndWhere() {
    ENDPOINT.answers(
        PlayedEndpoint.call("give_result", "{\"amount\":\"much\"}"),
        PlayedEndpoint.text("I refunded it."),
        PlayedEndpoint.call("give_result", REFUND));

    assertThat(bed.run("clerk", "Work").variables()).containsEntry("result", VALUE);

    List<JsonNode> asked = ENDPOINT.asked();
    assertThat(asked).hasSize(3);
    JsonNode told = asked.get(1).path("messages");
    assertThat(told.get(told.size() - 1).path("role").asText()).isEqualTo("tool");
    assertThat(told.toString()).contains("'amount' must be an integer");
    assertThat(asked.get(2).path("messages").toString()).contains("no JSON value");
  }

  @Test
  void shouldFailAfterThreeResultsThatDoNotFitAndLoseNothing() {
    ENDPOINT.answers(PlayedEndpoint.call("give_result", "{\"reason\":\"late\"}")).forEver();

    TestRun run = bed.run("clerk", "Work");

    assertThat(run.variables()).containsEntry("outcome", "failed");
    assertThat(run.result().text()).contains("3 times", "'amount' is missing", "\"late\"");
    assertThatThrownBy(() -> run.result().result(Small.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'amount' is missing");
    assertThat(ENDPOINT.asked()).hasSize(3);
  }

  @Test
  void shouldTellTheModelThatAResultIsTooLarge() {
    ENDPOINT.answers(
        PlayedEndpoint.call(
            "give_result", "{\"amount\":5,\"reason\":\"%s\"}".formatted("x".repeat(40_000))),
        PlayedEndpoint.call("give_result", REFUND));

    assertThat(bed.run("clerk", "Work").variables()).containsEntry("result", VALUE);

    assertThat(ENDPOINT.asked().getLast().path("messages").toString()).contains("at most 30,000");
  }

  @Test
  void shouldGiveAValueAtALimit() {
    ENDPOINT.answers(
        PlayedEndpoint.call("find", "{\"query\":\"bees\"}"),
        PlayedEndpoint.call("give_result", REFUND));

    assertThat(bed.run("brief", "Work").variables())
        .containsEntry("result", VALUE)
        .containsEntry("outcome", "partial");

    assertThat(ENDPOINT.asked().getLast().path("tools").findValuesAsText("name"))
        .containsExactlyInAnyOrder("give_up", "give_result");
  }

  @Test
  void shouldSynthesizeAValueFromAPlanAndMendIt() {
    ENDPOINT.answers(
        PlayedEndpoint.call("make_plan", plan("a", "b")),
        PlayedEndpoint.text("It was late."),
        PlayedEndpoint.text("It cost 5."),
        PlayedEndpoint.text("{\"amount\": null}"),
        PlayedEndpoint.text(REFUND));

    TestRun run = bed.run("planner", "Work");

    assertThat(run.variables())
        .containsEntry("result", VALUE)
        .containsEntry("outcome", "completed");
    assertThat(ENDPOINT.asked()).hasSize(5);
    assertThat(ENDPOINT.asked().getLast().path("messages").toString())
        .contains("'amount' must be an integer");
    assertThat(run.result().usage().llmCalls()).isEqualTo(5);
  }

  @Test
  void shouldFailWithTheResultsOfTheStepsWhereNoneFits() {
    ENDPOINT
        .answers(
            PlayedEndpoint.call("make_plan", plan("a", "b")),
            PlayedEndpoint.text("It was late."),
            PlayedEndpoint.text("No value."))
        .forEver();

    TestRun run = bed.run("planner", "Work");

    assertThat(run.variables()).containsEntry("outcome", "failed");
    assertThat(run.result().text()).contains("3 results in a row", "It was late.", "No value.");
    assertThat(ENDPOINT.asked()).hasSize(6);
  }

  @Test
  void shouldTakeTheResultOfTheOnlyStepWithoutAnotherRequest() {
    ENDPOINT.answers(
        PlayedEndpoint.call("make_plan", plan("a")), PlayedEndpoint.text("So: " + REFUND));

    assertThat(bed.run("planner", "Work").variables()).containsEntry("result", VALUE);

    assertThat(ENDPOINT.asked()).hasSize(2);
  }

  @Test
  void shouldGiveACallerTheJson() {
    ENDPOINT.answers(
        PlayedEndpoint.call("ask_helper", "{\"task\":\"Refund.\"}"),
        PlayedEndpoint.call("give_result", REFUND));

    assertThat(bed.run("boss", "Work").variables()).containsEntry("result", "Done.");

    JsonNode messages = ENDPOINT.asked().getLast().path("messages");
    assertThat(messages.get(messages.size() - 1).path("content").asText()).isEqualTo(REFUND);
  }

  private static String plan(String... steps) {
    return "{\"steps\":[%s]}"
        .formatted(
            String.join(
                ",",
                List.of(steps).stream()
                    .map(
                        id ->
                            "{\"id\":\"%s\",\"title\":\"%s\",\"instruction\":\"Do %s.\"}"
                                .formatted(id, id, id))
                    .toList()));
  }
}
