package io.waggle.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.GateKind;
import io.waggle.client.RunRequest;
import io.waggle.history.RunExport;
import io.waggle.history.RunFile;
import io.waggle.history.RunHistory;
import io.waggle.journal.JobAddress;
import io.waggle.journal.PastJob;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a worker's journal tells of a run. */
class LookingBackIT {
  private static final String SECRET = "http://127.0.0.1:1/hunter2";

  private static TestBed bed;
  private static JsonNode history;

  static final class Shop {
    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int number) {
      return "paid " + number;
    }
  }

  @BeforeAll
  static void run() {
    List<Agent> agents =
        List.of(
            Agent.named("clerk")
                .model("play:clerk")
                .instructions("You are clerk. " + SECRET)
                .tools(new Shop())
                .subAgent(SubAgent.of("helper", "Helps."))
                .planning(Planning.NEVER)
                .approveTools("pay")
                .build(),
            Agent.named("helper")
                .model("play:helper")
                .instructions("You are helper.")
                .planning(Planning.NEVER)
                .build());
    bed = TestBed.open(TestBedSettings.agents(agents).withProperty("waggle.gate.webhook", SECRET));
    bed.play(
        Screenplay.role("clerk")
            .on(When.turn(0))
            .reply(Reply.call("pay", Map.of("number", 7)))
            .on(When.turn(1))
            .reply(Reply.call("ask_helper", Map.of("task", "Look after it")))
            .otherwise("All is paid.")
            .role("helper")
            .otherwise("Helped.")
            .build());
    TestRun run = bed.start(RunRequest.of("clerk", "Pay number 7").id("refund-4711"));
    bed.person("ada").decides(run, GateKind.TOOL_CALL, Decisions.decision("approve", Map.of()));
    run.awaitEnd();
    history = bed.bean(RunHistory.class).of("refund-4711", 0).orElseThrow();
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  private static String preview(String path) {
    for (JsonNode job : history.path("jobs")) {
      if (job.path("path").asText().equals(path)) {
        return job.path("preview").asText();
      }
    }
    throw new AssertionError(path + " is not in " + history);
  }

  private static JsonNode job(String path) {
    return bed.bean(RunHistory.class).job(new JobAddress("refund-4711", path)).orElseThrow();
  }

  @Test
  void shouldListJobsWithWhatTheyCameTo() {
    assertThat(preview("accept")).isEqualTo("Pay number 7");
    assertThat(preview("p1/s1/t1")).isEqualTo("pay {\"number\":7}");
    assertThat(preview("p1/s1/t1/c1/approve/decided")).isEqualTo("approve, ada");
    assertThat(preview("p1/s1/t1/c1/run1")).isEqualTo("pay {\"number\":7} → paid 7");
    assertThat(preview("p1/s1/t2/c1/answer")).isEqualTo("completed: Helped.");
    assertThat(preview("answer")).isEqualTo("completed: All is paid.");
    assertThat(history.at("/usage/llmCalls").asInt()).isEqualTo(4);
    assertThat(bed.bean(RunHistory.class).latest(5).at("/runs/0/id").asText())
        .isEqualTo("refund-4711");
  }

  @Test
  void shouldShowWhatAModelWasAskedAndByWhichDefinition() {
    JsonNode turn = job("p1/s1/t2");

    assertThat(turn.at("/definition/tools/0/parameters/properties/number/type").asText())
        .isEqualTo("integer");
    assertThat(turn.at("/model").asText()).endsWith(":clerk");
    assertThat(turn.at("/conversation/0/content").asText()).contains("Pay number 7");
    assertThat(turn.at("/texts/asked").asText()).isEqualTo("paid 7");
    assertThat(turn.at("/texts/answered").asText()).contains("ask_helper", "Look after it");
  }

  @Test
  void shouldHideSecretsThatTheWorkerKnows() {
    assertThat(job("p1/s1/t1").at("/definition/instructions").asText()).contains("[secret]");
    assertThat(job("p1/s1/t1").toString()).doesNotContain(SECRET);
    assertThat(export()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void shouldExportAllThatIsNeededAndNoKeyOfTheEngine() {
    List<String> lines = export();
    RunFile file = RunFile.read(lines);

    assertThat(file.head().task()).isEqualTo("Pay number 7");
    assertThat(file.definitions()).hasSize(2);
    assertThat(file.jobs()).extracting(PastJob::path).contains("accept", "p1/s1/t2/c1/p1/s1/t1");
    assertThat(lines).noneMatch(line -> line.contains(history.path("instance").asText()));
  }

  private static List<String> export() {
    List<String> lines = new ArrayList<>();
    assertThat(bed.bean(RunExport.class).write("refund-4711", lines::add)).isTrue();
    return lines;
  }
}
