package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.grpc.Status;
import io.waggle.cli.Shell.Ran;
import io.waggle.client.GateStory;
import io.waggle.client.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every decision that a person can make, typed. */
class DecideCommandsTest {
  private final ObjectMapper json = new ObjectMapper();
  private final Shell shell = new Shell();

  @BeforeEach
  void ask() {
    Story.started(shell.cluster);
    Story.workOnFirstStep(shell.cluster);
    GateStory.approvePlan(shell.cluster);
    GateStory.approveToolCall(shell.cluster);
    GateStory.askQuestion(shell.cluster);
    GateStory.resolveDoubt(shell.cluster);
    GateStory.extendLimit(shell.cluster);
    shell
        .cluster
        .tasks()
        .whenDecided(
            decision ->
                GateStory.taken(
                    shell.cluster,
                    Long.parseLong(decision.path("digest").asText().substring(7)),
                    decision));
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "approve 601 | {'action':'approve','digest':'digest-600'}",
        "approve 611 --all --reason harmless | {'action':'approveAll','digest':'digest-610','reason':'harmless'}",
        "reject 611 --reason no | {'action':'reject','digest':'digest-610','reason':'no'}",
        "change 601 --feedback tests | {'action':'change','digest':'digest-600','reason':'tests'}",
        "edit 611 --set mode=8 | {'action':'edit','digest':'digest-610','arguments':[{'name':'path','value':'report.md'},{'name':'mode','value':'8'}]}",
        "answer 621 green | {'action':'answer','digest':'digest-620','answer':'green'}",
        "answer 621 --choice 2 | {'action':'answer','digest':'digest-620','choice':'blue'}",
        "answer 621 --cannot | {'action':'skip','digest':'digest-620'}",
        "resolve 631 happened --result paid | {'action':'happened','digest':'digest-630','answer':'paid'}",
        "resolve 631 run | {'action':'run','digest':'digest-630'}",
        "resolve 631 skip | {'action':'skip','digest':'digest-630'}",
        "extend 641 --by 3 | {'action':'extend','digest':'digest-640','extendBy':3}",
        "extend 641 --finish | {'action':'finish','digest':'digest-640'}",
        "extend 641 --stop | {'action':'stop','digest':'digest-640'}"
      })
  void shouldSendTheDecision(String command, String expected) throws Exception {
    Ran ran = shell.type((command + " --as ada").split(" "));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("Decided: ");
    JsonNode decision = shell.cluster.tasks().decisions().getFirst();
    assertThat(decision)
        .isEqualTo(
            json.readTree(expected.replace('\'', '"').replaceFirst("}$", ",\"by\":\"ada\"}")));
  }

  @Test
  void shouldSayWhoDecidedByDefault() {
    shell.type("approve", "601");

    assertThat(shell.cluster.tasks().decisions().getFirst().path("by").asText())
        .isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void shouldPrintOneDocumentForScripts() throws Exception {
    JsonNode printed = json.readTree(shell.type("approve", "611", "--json").out());

    assertThat(printed.path("task").asText()).isEqualTo("611");
    assertThat(printed.path("outcome").asText()).isEqualTo("taken");
    assertThat(printed.at("/decision/action").asText()).isEqualTo("approve");
  }

  @Test
  void shouldSayThatItIsAskedAgain() throws Exception {
    shell
        .cluster
        .tasks()
        .whenDecided(
            decision ->
                GateStory.askedAgain(
                    shell.cluster, GateStory.CALL_GATE, "'mode' must be\u001b[2J a number."));

    Ran ran = shell.type("edit", "611", "--set", "mode=x");
    Ran shown = shell.type("tasks", "612");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err().strip())
        .isEqualTo(
            "waggle: The decision could not be used and nothing was done: 'mode' must be [2J a number. Task 612 asks again.");
    assertThat(shown.out()).contains("! The last decision could not be used: 'mode' must be");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "approve 621 | Task 621 asks a question: use waggle answer.",
        "answer 611 yes | Task 611 asks about a tool call: use waggle approve, edit or reject.",
        "change 611 --feedback x | Task 611 asks about a tool call: use waggle approve, edit or reject.",
        "resolve 601 run | Task 601 asks about a plan: use waggle approve, edit, change or reject.",
        "extend 631 --finish | Task 631 asks whether a tool call went through: use waggle resolve.",
        "reject 641 --reason x | Task 641 asks whether to go beyond a limit: use waggle extend.",
        "answer 621 | Give one of these: the answer as TEXT, --choice N, or --cannot.",
        "answer 621 --choice 3 | Task 621 offers the choices 1 to 2; there is no choice 3.",
        "approve 601 --all | Task 601 asks about a plan; it can be answered with 'approve', 'edit', 'change', 'reject', not with 'approveAll'.",
        "resolve 631 run --result x | There is a --result only if the call happened.",
        "extend 641 --by 0 | The limit has to be extended by 1 or more.",
        "edit 601 --set a=b | Task 601 asks about a plan; edit its steps with --steps FILE, --show prints what to start from."
      })
  void shouldSayWhichCommandToUse(String command, String expected) {
    Ran ran = shell.type(command.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err().strip()).isEqualTo("waggle: " + expected);
    assertThat(shell.cluster.tasks().decisions()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"reject 611", "change 601", "extend 641", "resolve 631", "resolve 631 perhaps"})
  void shouldAskForWhatIsMissing(String command) {
    Ran ran = shell.type(command.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("waggle: ").contains("--help");
  }

  @Test
  void shouldStartFromTheArgumentsThatAreShown(@TempDir Path folder) throws Exception {
    String shown = shell.type("edit", "611", "--show").out();
    Path file =
        Files.writeString(folder.resolve("arguments.json"), shown.replace("report", "draft"));

    Ran ran = shell.type("edit", "611", "--arguments", file.toString(), "--set", "mode=8");

    assertThat(json.readTree(shown))
        .isEqualTo(json.readTree("{\"path\": \"report.md\", \"mode\": \"7\"}"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(shell.cluster.tasks().decisions().getFirst().path("arguments"))
        .isEqualTo(
            json.readTree(
                "[{\"name\":\"path\",\"value\":\"draft.md\"},{\"name\":\"mode\",\"value\":\"8\"}]"));
  }

  @Test
  void shouldStartFromTheStepsThatAreShown() throws Exception {
    String shown = shell.type("edit", "601", "--show").out();

    Ran ran =
        shell
            .withInput(shown.replace("Compare them.", "Compare twice."))
            .type("edit", "601", "--steps", "-");

    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode steps = shell.cluster.tasks().decisions().getFirst().path("steps");
    assertThat(steps).hasSize(2);
    assertThat(steps.at("/0/agent").asText()).isEqualTo("reader");
    assertThat(steps.at("/1/instruction").asText()).isEqualTo("Compare twice.");
  }

  @Test
  void shouldRefuseFilesOfAnotherShape() {
    Ran list = shell.withInput("[1, 2]").type("edit", "601", "--steps", "-");
    Ran none = shell.withInput("{").type("edit", "611", "--arguments", "-");

    assertThat(list.code()).isEqualTo(2);
    assertThat(list.err()).contains("'-' is not a list of steps");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("The file '-' is not JSON");
  }

  @Test
  void shouldSayWhoWasQuicker() {
    shell.cluster.tasks().decidedMeanwhileBy("bob");

    Ran ran = shell.type("approve", "611");

    assertThat(ran.code()).isEqualTo(66);
    assertThat(ran.err()).contains("Task 611 is not open any more: it was decided by bob at");
  }

  @Test
  void shouldSteerPauseAndResume() {
    shell.type("steer", "compare-4", "Only the newest.", "--as", "ada");
    shell.type("pause", "compare-4", "--as", "ada");
    Ran resumed = shell.type("resume", "compare-4", "--as", "ada");

    assertThat(shell.gateway.published())
        .extracting(message -> message.getVariables().replaceFirst(",\"id\":\"[^\"]+\"", ""))
        .containsExactly(
            "{\"steering\":{\"action\":\"guide\",\"guidance\":\"Only the newest.\",\"by\":\"ada\"}}",
            "{\"steering\":{\"action\":\"pause\",\"by\":\"ada\"}}",
            "{\"steering\":{\"action\":\"resume\",\"by\":\"ada\"}}");
    assertThat(resumed.code()).isZero();
    assertThat(resumed.err().strip())
        .isEqualTo("Asked run compare-4 to go on; 'waggle watch compare-4' follows it");
  }

  @Test
  void shouldNotSteerWhatHasEnded() {
    shell.gateway.fail(Status.NOT_FOUND);

    Ran ran = shell.type("steer", "compare-4", "Only the newest.");

    assertThat(ran.code()).isEqualTo(66);
    assertThat(ran.err()).startsWith("waggle: There is no active run compare-4:");
  }

  @Test
  void shouldRefuseEmptyGuidance() {
    Ran ran = shell.type("steer", "compare-4", " ");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("There is no guidance: say what the agent should do.");
  }
}
