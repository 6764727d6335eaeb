package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Limits;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What models and endpoints answered elsewhere, and what a run makes of it. */
class MisbehavingModelIT {
  private static final PlayedEndpoint ENDPOINT = new PlayedEndpoint();
  private static final List<String> DONE = new CopyOnWriteArrayList<>();
  private static final Pattern JAVA = Pattern.compile("\\b(?:java|com|io)\\.[a-z]+\\.|Exception");
  private static TestBed bed;

  static final class Desk {
    @Tool(description = "Finds something.", effect = Effect.READ)
    String find(@Param("what") String query) {
      DONE.add("find " + query);
      return "found";
    }

    @Tool(description = "Tags.", effect = Effect.READ)
    String tag(@Param("names") List<String> names) {
      DONE.add("tag " + names);
      return "tagged";
    }

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(@Param("cents") int cents, @Param("to whom") String to) {
      DONE.add("pay " + cents + " to " + to);
      return "paid";
    }

    @Tool(description = "Reads a file.", effect = Effect.READ, name = "read_file")
    String read(@Param("path") String path) {
      return PlayedEndpoint.file(path);
    }
  }

  @BeforeAll
  static void start() {
    bed =
        TestBed.open(
            TestBedSettings.agents(
                    List.of(
                        agent("clerk").build(),
                        agent("brief").limits(new Limits(null, 3, null, null)).build(),
                        agent("planner").planning(Planning.AUTO).build()))
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

  @BeforeEach
  void forget() {
    DONE.clear();
  }

  /** The model calls tools in some way of its own, and the calls are made. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          call-in-text-brackets   | find bees
          call-in-text-fence      | find bees
          call-in-text-tags       | find bees
          function-call-legacy    | find bees
          arguments-encoded-twice | find bees
          list-as-text            | tag [a, b]
          number-as-text          | pay 100 to Ada
          """)
  void shouldMakeTheCall(String file, String done) {
    ENDPOINT.plays(file + ".http");

    assertThat(result("clerk")).isEqualTo("Done.");

    assertThat(DONE).containsExactly(done);
    assertThat(ENDPOINT.asked()).hasSize(2);
  }

  /** The answer is none, and the model is told why; its words are never the result. */
  @ParameterizedTest
  @CsvSource({
    "calls-announced-none, none that can be read arrived",
    "tool-calls-object, none that can be read arrived",
    "tool-use-failed, none that can be read arrived",
    "filter-of-others, You declined to answer",
    "stutter, are allowed at a time"
  })
  void shouldTellTheModel(String file, String told) {
    ENDPOINT.plays(file + ".http");

    assertThat(result("clerk")).isEqualTo("Done.");

    assertThat(DONE).isEmpty();
    assertThat(ENDPOINT.asked()).hasSize(2);
    assertThat(ENDPOINT.asked().getLast().path("messages").toString()).contains(told);
  }

  @ParameterizedTest
  @CsvSource({"think-tags, It is 42.", "content-parts, Forty-two."})
  void shouldAnswerWithoutThoughts(String file, String answer) {
    ENDPOINT.plays(file + ".http");

    assertThat(result("clerk")).isEqualTo(answer);

    assertThat(ENDPOINT.asked()).hasSize(1);
  }

  /** As after a 502: nothing of the first attempt is left. */
  @ParameterizedTest
  @ValueSource(strings = {"finish-error", "finish-error-empty", "413-per-minute"})
  void shouldTryAgain(String file) {
    ENDPOINT.plays(file + ".http");

    assertThat(result("clerk")).isEqualTo("Done.");

    assertThat(ENDPOINT.asked()).hasSize(2);
    assertThat(ENDPOINT.asked().getLast()).isEqualTo(ENDPOINT.asked().getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"name-dotted", "name-empty", "name-marker", "name-null"})
  void shouldSendNamesThatEndpointsTake(String file) {
    ENDPOINT
        .plays(file + ".http")
        .refuses(
            "name-refused.http", request -> !names(request).allMatch(MisbehavingModelIT::isName));

    assertThat(result("clerk")).isEqualTo("Done.");

    assertThat(ENDPOINT.asked().getLast().toString()).contains("there is no tool");
  }

  private static Stream<String> names(JsonNode request) {
    return request.path("messages").findValues("function").stream()
        .map(function -> function.path("name").asText());
  }

  private static boolean isName(String name) {
    return name.matches("[a-zA-Z0-9_-]{1,64}");
  }

  @Test
  void shouldGiveBackWhatTheProviderSentBesideACall() {
    ENDPOINT
        .plays("signature-call.http")
        .refuses(
            "signature-refused.http",
            request ->
                !request.path("messages").findValues("tool_calls").isEmpty()
                    && request.findValue("thought_signature") == null);

    assertThat(result("clerk")).isEqualTo("Done.");

    assertThat(ENDPOINT.asked()).hasSize(2);
    assertThat(ENDPOINT.asked().getLast().at("/messages/2/tool_calls/0/extra_content"))
        .hasToString("{\"google\":{\"thought_signature\":\"c2lnbmF0dXJl\"}}");
  }

  @Test
  void shouldLetNobodySpeakBetweenToolsAndTheModel() {
    ENDPOINT
        .plays("same-call.http", "same-call.http")
        .refuses("order-refused.http", MisbehavingModelIT::isInterrupted);

    assertThat(bed.run("brief", "Work").variables()).containsEntry("result", "Done.");
  }

  private static boolean isInterrupted(JsonNode request) {
    List<String> roles =
        StreamSupport.stream(request.path("messages").spliterator(), false)
            .map(message -> message.path("role").asText())
            .toList();
    return String.join(" ", roles).contains("tool user");
  }

  @Test
  void shouldSendNoHalfCharacters() {
    ENDPOINT
        .plays("half-pair-read.http")
        .refuses("half-pair-refused.http", request -> request.toString().contains("\\uD83D\""));

    assertThat(result("clerk")).isEqualTo("Done.");

    String sent = ENDPOINT.asked().getLast().path("messages").findValuesAsText("content").getLast();
    assertThat(Cut.sound(sent)).isEqualTo(sent);
  }

  @Test
  void shouldSendOneObjectAsArguments() {
    ENDPOINT
        .plays("arguments-twice.http")
        .refuses(
            "arguments-twice-refused.http",
            request -> request.toString().contains("\\\"}{\\\"query"));

    assertThat(result("clerk")).isEqualTo("Done.");

    assertThat(DONE).isEmpty();
  }

  @Test
  void shouldForceAToolInAnotherWayWhereTheFirstIsRefused() {
    ENDPOINT
        .plays("steps-as-text.http")
        .refuses("tool-choice-refused.http", request -> request.path("tool_choice").isObject());

    assertThat(result("planner")).isEqualTo("Done.");

    assertThat(ENDPOINT.asked().get(0).path("tool_choice").isObject()).isTrue();
    assertThat(ENDPOINT.asked().get(1).path("tool_choice").asText()).isEqualTo("required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"steps-as-text", "plan-comma", "plan-fenced-arguments", "plan-fenced-text"})
  void shouldReadAPlanInWhateverWrapping(String file) {
    ENDPOINT.plays(file + ".http");

    assertThat(result("planner")).isEqualTo("Done.");

    assertThat(ENDPOINT.asked().getLast().toString()).contains("Do this one").contains("Do A");
  }

  @Test
  void shouldEndAfterThreePlansBeyondTheLimitsOfTheReader() {
    ENDPOINT.plays("plan-digits.http").forEver();

    Map<String, @Nullable Object> ended = bed.run("planner", "Work").variables();

    assertThat(ended).containsEntry("outcome", "failed");
    assertThat(String.valueOf(ended.get("result"))).contains("digits").doesNotContainPattern(JAVA);
    assertThat(ENDPOINT.asked()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          error-as-array-400 | This key is not valid. Give a valid one.
          reason-in-metadata | At most 64 tools.
          """)
  void shouldQuoteTheReasonInTheIncident(String file, String words) {
    ENDPOINT.plays(file + ".http");

    TestRun run = bed.start("clerk", "Work");

    assertThat(run.awaitIncident().message()).contains(words).doesNotContainPattern(JAVA);
    assertThat(ENDPOINT.asked()).hasSize(1);
    bed.client().terminate(run.id());
  }

  private static @Nullable Object result(String agent) {
    return bed.run(agent, "Work").variables().get("result");
  }
}
