package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.AgentBuilder;
import io.waggle.agent.Planning;
import io.waggle.history.RunHistory;
import io.waggle.journal.JobAddress;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent with several models: how many requests reach which, and what is on record. */
class FallbackIT {
  private static final PlayedEndpoint FIRST = new PlayedEndpoint();
  private static final PlayedEndpoint SECOND = new PlayedEndpoint();
  private static TestBed bed;

  static final class Desk {
    @Tool(description = "Finds something.", effect = Effect.READ)
    String find(@Param("what") String query) {
      return "found " + query;
    }
  }

  /** Each test has models of its own: what is known of one stays for the others. */
  @BeforeAll
  static void start() {
    List<String> names =
        List.of("busy", "key", "money", "unknown", "later", "both", "dead", "form", "fields");
    bed =
        TestBed.open(
            TestBedSettings.agents(names.stream().map(FallbackIT::agent).toList())
                .withOwnModels()
                .withProperty("waggle.providers.first.base-url", FIRST.baseUrl())
                .withProperty("waggle.providers.second.base-url", SECOND.baseUrl()));
  }

  private static Agent agent(String name) {
    AgentBuilder agent =
        Agent.named(name)
            .model("first:" + name, "second:" + name)
            .instructions("You are " + name + ".")
            .planning(Planning.NEVER)
            .tools(new Desk());
    return agent.build();
  }

  @AfterEach
  void forget() {
    FIRST.plays();
    SECOND.plays();
  }

  @AfterAll
  static void stop() {
    bed.close();
    FIRST.close();
    SECOND.close();
  }

  @ParameterizedTest
  @CsvSource({"busy, 503", "key, 401", "money, 402", "unknown, 404"})
  void shouldAskTheSecondModelOnceWhereTheFirstFails(String agent, int status) {
    FIRST.answers(PlayedEndpoint.status(status, "", "no such model")).forEver();
    SECOND.answers(PlayedEndpoint.text("From the second."));

    TestRun run = bed.run(agent, "Work");

    assertThat(run.variables()).containsEntry("result", "From the second.");
    assertThat(FIRST.asked()).hasSize(1);
    assertThat(SECOND.asked()).hasSize(1);
    RunHistory history = bed.bean(RunHistory.class);
    assertThat(history.whole(new JobAddress(run.id(), "p1/s1/t1")).orElseThrow().model())
        .isEqualTo("second:" + agent);
    assertThat(run.result().usage().inputTokens()).isEqualTo(10);
  }

  @Test
  void shouldNotAskAModelAgainBeforeItsProviderWants() {
    FIRST.answers(PlayedEndpoint.status(429, "Retry-After: 3600\n", "slow down")).forEver();
    SECOND.answers(
        PlayedEndpoint.call("find", "{\"query\":\"bees\"}"), PlayedEndpoint.text("Found."));

    assertThat(bed.run("later", "Work").variables()).containsEntry("result", "Found.");

    assertThat(FIRST.asked()).hasSize(1);
    assertThat(SECOND.asked()).hasSize(2);
  }

  @Test
  void shouldGoOnWithWhicheverComesBack() {
    FIRST.answers(PlayedEndpoint.status(503, "", "down"), PlayedEndpoint.text("Back."));
    SECOND.answers(PlayedEndpoint.status(503, "", "down"));

    assertThat(bed.run("both", "Work").variables()).containsEntry("result", "Back.");

    assertThat(FIRST.asked()).hasSize(2);
    assertThat(SECOND.asked()).hasSize(1);
  }

  @Test
  void shouldNameEachModelInTheIncident() {
    FIRST.answers(PlayedEndpoint.status(401, "", "bad key")).forEver();
    SECOND.answers(PlayedEndpoint.status(402, "", "no money")).forEver();

    TestRun run = bed.start("dead", "Work");

    assertThat(run.awaitIncident().message())
        .contains("'first:dead'", "bad key", "'second:dead'", "no money");
    assertThat(FIRST.asked()).hasSize(1);
    assertThat(SECOND.asked()).hasSize(1);
    bed.client().terminate(run.id());
  }

  @Test
  void shouldNotAskTheSecondModelAboutARequestThatIsRefused() {
    FIRST.answers(PlayedEndpoint.status(400, "", "odd")).forEver();

    TestRun run = bed.start("form", "Work");

    assertThat(run.awaitIncident().message()).contains("odd");
    assertThat(FIRST.asked()).hasSize(1);
    assertThat(SECOND.asked()).isEmpty();
    bed.client().terminate(run.id());
  }

  @Test
  void shouldKeepWhatOneProviderSentFromTheOther() {
    FIRST
        .plays("signature-call.http", "signature-call.http")
        .answersThen(PlayedEndpoint.status(503, "", "down"));
    SECOND.answers(PlayedEndpoint.text("Done by the second."));

    assertThat(bed.run("fields", "Work").variables())
        .containsEntry("result", "Done by the second.");

    assertThat(FIRST.asked().getLast().findValue("thought_signature")).isNotNull();
    JsonNode other = SECOND.asked().getLast();
    assertThat(other.findValue("thought_signature")).isNull();
    assertThat(other.path("messages").findValues("tool_calls")).hasSize(2);
  }
}
