package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Usage;
import io.waggle.cli.Shell.Ran;
import io.waggle.client.FakeGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class RunCommandTest {
  private static final long RUN = FakeGateway.RUN;

  private final ObjectMapper json = new ObjectMapper();
  private final Shell shell = new Shell();

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void shouldPrintTheNameAndNothingElse() {
    Ran ran = shell.type("run", "researcher", "Find three sources.", "--id", "bees-7");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("bees-7" + System.lineSeparator());
    assertThat(ran.err()).contains("waggle watch bees-7");
  }

  @Test
  void shouldStartInTheTenantOfTheOptionOrTheEnvironment() {
    shell.with("WAGGLE_TENANT", "blue");
    shell.type("run", "researcher", "Find three sources.");
    shell.type("run", "researcher", "Find three sources.", "--tenant", "green");

    assertThat(shell.gateway.started())
        .extracting(started -> started.getTenantId())
        .containsExactly("blue", "green");
  }

  @Test
  void shouldPrintTheNameThatItMadeUp() throws Exception {
    Ran ran = shell.type("run", "researcher", "Find three sources.");

    String sent =
        json.readTree(shell.gateway.started().getFirst().getVariables()).path("runId").asText();
    assertThat(ran.out()).isEqualTo(sent + System.lineSeparator());
    assertThat(sent).hasSize(36);
  }

  @Test
  void shouldPrintOneJsonDocument() throws Exception {
    Ran ran = shell.type("run", "researcher", "Find three sources.", "--json");

    JsonNode printed = json.readTree(ran.out());
    assertThat(printed.path("id").asText()).hasSize(36);
    assertThat(printed.path("key").asText()).isEqualTo(Long.toString(RUN));
    assertThat(printed.path("key").isTextual()).isTrue();
    assertThat(printed.path("link").isNull()).isTrue();
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void shouldPrintALinkWhereThereIsAnOperate() throws Exception {
    shell.with("WAGGLE_OPERATE_ADDRESS", "https://operate.example");

    Ran ran = shell.type("run", "researcher", "Find three sources.", "--json");

    assertThat(json.readTree(ran.out()).path("link").asText())
        .isEqualTo("https://operate.example/processes/" + RUN);
  }

  /** gRPC answers, {@code /v2} does not: another server, or nobody. */
  @ParameterizedTest
  @ValueSource(ints = {404, 501})
  void shouldSayWithinFiveSecondsWhatDoesNotAnswer(int status) {
    ended(Outcome.COMPLETED);
    shell.cluster.failWith(status);

    Ran ran =
        shell.type(
            "run",
            "researcher",
            "Find three sources.",
            "--id",
            "bees-7",
            "--wait",
            "--timeout",
            "5s");

    assertThat(ran.code()).isEqualTo(75);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(3).first().isEqualTo("Started run bees-7");
    assertThat(ran.err().lines().skip(1))
        .allSatisfy(line -> assertThat(line).contains("HTTP status " + status, "/v2"))
        .allSatisfy(line -> assertThat(line).contains(shell.cluster.address().toString()));
    assertThat(ran.err()).contains("Trying again.", "Run bees-7 did not end within 5s");
  }

  @Test
  void shouldGoOnWhenTheClusterAnswersAgain() {
    ended(Outcome.COMPLETED);
    shell.cluster.failWith(503, Duration.ofSeconds(5));

    Ran ran = shell.type("run", "researcher", "Find three sources.", "--id", "bees-7", "--wait");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("Three of them." + System.lineSeparator());
    assertThat(ran.err())
        .containsSubsequence("Trying again.", "waggle: The cluster answers again.");
  }

  @Test
  void shouldReadTaskAndInputFromFilesAndTakeLimits(@TempDir Path folder) throws Exception {
    Path input = Files.writeString(folder.resolve("my facts.json"), "{\"year\": 2026}");

    Ran ran =
        shell
            .withInput("Summarize ünder ground.")
            .type(
                "run",
                "writer",
                "-f",
                "-",
                "--input",
                "@" + input,
                "--limit",
                "maxTurns=5",
                "--id",
                "w.1");

    assertThat(ran.code()).isZero();
    assertThat(json.readTree(shell.gateway.started().getFirst().getVariables()))
        .isEqualTo(
            json.readTree(
                """
                {"agent": "writer", "runId": "w.1", "task": "Summarize ünder ground.",
                 "input": {"year": 2026}, "limits": {"maxTurns": 5}}"""));
  }

  @ParameterizedTest
  @CsvSource({"COMPLETED, 0", "PARTIAL, 3", "FAILED, 1", "REJECTED, 1"})
  void shouldWaitForTheResultAndTellHowItEnded(Outcome outcome, int code) {
    ended(outcome);

    Ran ran = shell.type("run", "researcher", "Find three sources.", "--id", "bees-7", "--wait");

    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.out()).isEqualTo("Three of them." + System.lineSeparator());
    assertThat(ran.err())
        .contains("Started run bees-7")
        .contains("researcher: ended: " + outcome.name().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void shouldPrintTheResultAsJson() throws Exception {
    ended(Outcome.COMPLETED);

    Ran ran =
        shell.type(
            "run", "researcher", "Find three sources.", "--id", "bees-7", "--wait", "--json");

    assertThat(json.readTree(ran.out()))
        .isEqualTo(
            json.readTree(
                """
                {"id": "bees-7", "key": "2251799813685249", "state": "completed", "outcome": "completed",
                 "text": "Three of them.", "value": null, "ref": null,
                 "usage": {"llmCalls": 2, "toolCalls": 1, "inputTokens": 30, "outputTokens": 4,
                  "cachedInputTokens": 0, "reasoningTokens": 0, "cost": 0, "currency": null},
                 "decisions": []}"""));
  }

  @Test
  void shouldNotLetAResultMoveTheCursor() {
    ended(Outcome.COMPLETED);
    shell.cluster.variable(RUN, RUN, "result", "red \u001b[31malert\u0007\nsecond line");

    Ran ran = shell.type("run", "researcher", "Find three sources.", "--id", "bees-7", "--wait");

    assertThat(ran.out()).isEqualTo("red [31malert\nsecond line" + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run|Missing required parameter",
        "run researcher|The task is missing",
        "run researcher x --file y|not both",
        "run Researcher x|is not an agent's name",
        "run researcher x --id ä|'ä' is not a run's name",
        "run researcher x --id a/b|is not a run's name",
        "run researcher x --id 2251799813685249|Put a letter in front",
        "run Researcher x --id ä|for example 'researcher'. 'ä' is not a run's name",
        "run researcher x --limit turns=5|There is no limit 'turns'",
        "run researcher x --limit maxTurns=many|must be a whole number",
        "run researcher x --limit maxTurns=0|limits.maxTurns is 0; it can be 1 to 1000.",
        "run researcher x --input {|The input is not JSON",
        "run Researcher --limit maxTurns=0|The task is missing; give it as text or as --file, - for the standard input. 'Researcher' is not",
        "run Researcher x --limit maxTurns=0 --limit maxSteps=0|for example 'researcher'. limits.maxSteps is 0; it can be 1 to 50. limits.maxTurns is 0",
        "run researcher --file no-such-file|There is no file 'no-such-file'.",
        "run researcher x --timeout soon|is not a time such as 90s",
        "run researcher x --grpc-address nowhere|must start with http:// or https://",
        "fly|Unmatched argument"
      })
  void shouldRefuseWhatCannotBeUsed(String typed, String sentence) {
    Ran ran = shell.type(typed.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("waggle: ").contains(sentence).doesNotContain("\tat ");
    assertThat(ran.out()).isEmpty();
    assertThat(shell.gateway.started()).isEmpty();
  }

  @Test
  void shouldSayThatNoWorkerHasDeployedTheProcess() {
    shell.gateway.fail(Status.NOT_FOUND);

    Ran ran = shell.type("run", "researcher", "Find three sources.");

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err()).contains("start a worker").doesNotContain("\tat ");
  }

  @Test
  void shouldShowWhereAnErrorComesFromWhenAsked() {
    shell.gateway.fail(Status.NOT_FOUND);

    assertThat(shell.type("run", "researcher", "x", "--debug").err()).contains("\tat ");
  }

  @Test
  void shouldStartARunAgainWhoseStartWasNotAnswered() {
    shell.gateway.fail(Status.UNAVAILABLE);

    Ran ran = shell.type("run", "researcher", "Find three sources.", "--id", "bees-7");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("bees-7" + System.lineSeparator());
    assertThat(shell.gateway.started()).hasSize(2);
  }

  private void ended(Outcome outcome) {
    shell
        .cluster
        .instance(RUN, "waggle-agent", null)
        .variable(RUN, RUN, "agent", "researcher")
        .variable(RUN, RUN, "runId", "bees-7")
        .variable(RUN, RUN, "task", "Find three sources.")
        .variable(RUN, RUN, "outcome", outcome)
        .variable(RUN, RUN, "result", "Three of them.")
        .variable(RUN, RUN, "usage", new Usage(2, 1, 30, 4))
        .end(RUN, "COMPLETED");
  }
}
