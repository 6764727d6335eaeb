package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.tool.Param;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans and results by strict schemas, and what is asked for where a provider refuses them. */
class StrictResultIT {
  private static final PlayedEndpoint ENDPOINT = new PlayedEndpoint();
  private static final String REFUND = "{\"amount\":5,\"reason\":\"late\"}";
  private static final Map<String, Object> VALUE = Map.of("amount", 5, "reason", "late");
  private static TestBed bed;

  record Refund(@Param("in cents") int amount, Optional<String> reason) {}

  @BeforeAll
  static void start() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("strict").planning(Planning.ALWAYS).build(),
                        agent("plain").planning(Planning.ALWAYS).build(),
                        agent("loose").planning(Planning.NEVER).build()))
                .withProperty("waggle.providers.scripted-in-test.base-url", ENDPOINT.baseUrl()));
  }

  private static AgentBuilder agent(String name) {
    return Agent.named(name)
        .model("play:" + name)
        .instructions("You are " + name + ".")
        .result(Refund.class);
  }

  @AfterAll
  static void stop() {
    bed.close();
    ENDPOINT.close();
  }

  /** What the provider enforces is asked for strictly; what the model writes as null is absent. */
  @Test
  void shouldAskStrictlyWhereTheSchemaAllows() {
    ENDPOINT.answers(
        PlayedEndpoint.call("make_plan", plan("a", "b")),
        PlayedEndpoint.text("A."),
        PlayedEndpoint.text("B."),
        PlayedEndpoint.text("{\"amount\":5,\"reason\":null}"));

    assertThat(bed.run("strict", "Work").variables()).containsEntry("result", Map.of("amount", 5));

    JsonNode plan = ENDPOINT.asked().getFirst().at("/tools/0/function");
    assertThat(plan.path("strict").asBoolean()).isTrue();
    assertThat(plan.at("/parameters/properties/steps/items/additionalProperties").toString())
        .isEqualTo("false");
    JsonNode format = ENDPOINT.asked().getLast().path("response_format");
    assertThat(format.at("/json_schema/strict").asBoolean()).isTrue();
    assertThat(format.at("/json_schema/schema/required")).hasToString("[\"amount\",\"reason\"]");
    assertThat(format.at("/json_schema/schema/properties/reason/type"))
        .hasToString("[\"string\",\"null\"]");
  }

  @Test
  void shouldAskForLessWhereAProviderRefusesAndRememberIt() {
    ENDPOINT
        .answers(
            PlayedEndpoint.call("make_plan", plan("a", "b")),
            PlayedEndpoint.text("A."),
            PlayedEndpoint.text("B."),
            PlayedEndpoint.text(REFUND))
        .refusesWith(
            PlayedEndpoint.status(400, "", "response_format is not supported"),
            request -> request.has("response_format"));

    assertThat(bed.run("plain", "Work").variables()).containsEntry("result", VALUE);

    assertThat(ENDPOINT.asked().stream().map(asked -> asked.at("/response_format/type").asText()))
        .containsExactly("", "", "", "json_schema", "json_object", "");

    ENDPOINT.answers(
        PlayedEndpoint.call("make_plan", plan("a", "b")),
        PlayedEndpoint.text("A."),
        PlayedEndpoint.text("B."),
        PlayedEndpoint.text("```json\n" + REFUND + "\n```"));
    assertThat(bed.run("plain", "Work").variables()).containsEntry("result", VALUE);
    assertThat(ENDPOINT.asked()).hasSize(4);
  }

  @Test
  void shouldNotAskForStrictToolsWhereAProviderRefusesThem() {
    ENDPOINT
        .answers(PlayedEndpoint.call("give_result", REFUND))
        .refusesWith(
            PlayedEndpoint.status(400, "", "Unknown name 'strict' at 'tools[0].function'"),
            request -> request.path("tools").findValue("strict") != null);

    assertThat(bed.run("loose", "Work").variables()).containsEntry("result", VALUE);

    assertThat(ENDPOINT.asked()).hasSize(2);
    assertThat(ENDPOINT.asked().getLast().path("tools").findValuesAsText("name"))
        .contains("give_result");
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
