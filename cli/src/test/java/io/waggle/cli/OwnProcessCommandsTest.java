package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.Resource;
import io.grpc.Status;
import io.waggle.cli.Shell.Ran;
import io.waggle.client.FakeGateway;
import io.waggle.client.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes of one's own: deployed, started, looked at. */
class OwnProcessCommandsTest {
  private static final long KEY = FakeGateway.RUN;

  private final ObjectMapper json = new ObjectMapper();
  private final Shell shell = new Shell();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void shouldDeployAFoldersFilesInOneGo() throws Exception {
    for (String file :
        new String[] {
          "b/invoice.bpmn",
          "a/check.form",
          "notes.txt",
          "target/invoice.bpmn",
          "node_modules/x/other.bpmn",
          ".idea/old.bpmn"
        }) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), "content of " + file);
    }

    Ran ran = shell.with("WAGGLE_TENANT", "blue").type("deploy", folder.toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines())
        .containsExactly(
            "Deployed process invoice, version 3 (invoice.bpmn)",
            "Deployed form check, version 2 (check.form)");
    assertThat(ran.err()).contains("waggle start invoice");
    assertThat(shell.gateway.deployed()).hasSize(1);
    assertThat(shell.gateway.deployed().getFirst().getTenantId()).isEqualTo("blue");
    assertThat(shell.gateway.deployed().getFirst().getResourcesList())
        .extracting(Resource::getName, resource -> resource.getContent().toStringUtf8())
        .containsExactly(
            tuple("check.form", "content of a/check.form"),
            tuple("invoice.bpmn", "content of b/invoice.bpmn"));
  }

  @Test
  void shouldPrintWhatIsDeployedAsJson() throws Exception {
    Path file = Files.writeString(folder.resolve("invoice.bpmn"), "<x/>");

    JsonNode printed = json.readTree(shell.type("deploy", file.toString(), "--json").out());

    assertThat(printed)
        .isEqualTo(
            json.readTree(
                """
                {"deployed": [{"kind": "process", "id": "invoice", "version": 3,
                  "key": "2251799813685249", "file": "invoice.bpmn"}]}"""));
  }

  @Test
  void shouldSayWhatTheEngineSaysOfAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("invoice.bpmn"), "<x/>");
    shell.gateway.fail(
        Status.INVALID_ARGUMENT.withDescription(
            "Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new"
                + " resources, but encountered the following errors:\n"
                + "'invoice.bpmn': - Element: Flow_1\n    - ERROR: Must have a target\n"));

    Ran ran = shell.type("deploy", file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            "nothing was deployed. It says:\n"
                + "'invoice.bpmn': - Element: Flow_1\n    - ERROR: Must have a target")
        .doesNotContain("Command 'CREATE'");
  }

  @Test
  void shouldSayAllThatCannotBeDeployed() throws Exception {
    Path text = Files.writeString(folder.resolve("notes.txt"), "");
    Path empty = Files.createDirectories(folder.resolve("empty"));

    Ran ran = shell.type("deploy", text.toString(), empty.toString(), "none.bpmn");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "'%s' is none of *.bpmn, *.dmn and *.form".formatted(text),
            "no *.bpmn, *.dmn or *.form in the folder '%s'".formatted(empty),
            "There is no file 'none.bpmn'.");
    assertThat(shell.gateway.deployed()).isEmpty();
  }

  @Test
  void shouldNotDeployTwoFilesOfOneName() throws Exception {
    for (String name : new String[] {"a", "b"}) {
      Files.writeString(
          Files.createDirectories(folder.resolve(name)).resolve("invoice.bpmn"), name);
    }

    Ran ran = shell.type("deploy", folder.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("are called 'invoice.bpmn'");
  }

  @Test
  void shouldStartAProcessWithVariables() throws Exception {
    Path invoice = Files.writeString(folder.resolve("invoice.json"), "{\"number\": 4711}");
    Path all = Files.writeString(folder.resolve("all.json"), "{\"vip\": false, \"rest\": [1]}");

    Ran ran =
        shell.type(
            "start",
            "invoice-intake",
            "--variables",
            "@" + all,
            "--set",
            "invoice=@" + invoice,
            "--set",
            "amount=12.50",
            "--set",
            "vip=true",
            "--set",
            "zip=01234",
            "--set",
            "note=two chairs",
            "--set",
            "empty=");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo(KEY + System.lineSeparator());
    assertThat(ran.err()).contains("waggle status " + KEY);
    var started = shell.gateway.started().getFirst();
    assertThat(started.getBpmnProcessId()).isEqualTo("invoice-intake");
    assertThat(json.readTree(started.getVariables()))
        .isEqualTo(
            json.readTree(
                """
                {"vip": true, "rest": [1], "invoice": {"number": 4711}, "amount": 12.50,
                 "zip": "01234", "note": "two chairs", "empty": ""}"""));
  }

  @Test
  void shouldWaitForTheEndAndPrintTheVariables() throws Exception {
    ended();

    Ran ran = shell.type("start", "invoice-intake", "--wait");
    Ran printed = shell.type("start", "invoice-intake", "--wait", "--json");

    assertThat(ran.code()).isZero();
    assertThat(json.readTree(ran.out())).isEqualTo(json.readTree("{\"category\": \"office\"}"));
    assertThat(ran.err()).contains("Started process instance " + KEY, "ended at 'EndOffice'");
    assertThat(json.readTree(printed.out()).at("/places/0").asText()).isEqualTo("EndOffice");
  }

  @Test
  void shouldSayWhereAProcessStandsThatHasNotEndedInTime() {
    shell.cluster.instance(KEY, "invoice-intake", null).element(9, KEY, "Classify", "ACTIVE");

    Ran ran = shell.type("start", "invoice-intake", "--wait", "--timeout", "1s");

    assertThat(ran.code()).isEqualTo(75);
    assertThat(ran.err()).contains("did not end within 1s and goes on; it stands at 'Classify'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start|Missing required parameter",
        "start x --variables {|What --variables says is not JSON",
        "start x --variables [1]|no JSON object with variables by name",
        "start x --variables {\"a\":1,\"a\":2}|Duplicate field 'a'",
        "start x --variables @none --set a=@nil|There is no file 'none'. There is no file 'nil'."
      })
  void shouldRefuseWhatCannotBeUsed(String typed, String sentence) {
    Ran ran = shell.type(typed.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(sentence);
    assertThat(shell.gateway.started()).isEmpty();
  }

  @Test
  void shouldNotStartTwiceWhatMayHaveStarted() {
    shell.gateway.fail(Status.INTERNAL);

    Ran ran = shell.type("start", "invoice-intake");

    assertThat(ran.code()).isEqualTo(74);
    assertThat(ran.err()).contains("may have been started or not; look before");
    assertThat(shell.gateway.started()).hasSize(1);
  }

  @Test
  void shouldSayThatThereIsNoSuchProcess() {
    shell.gateway.fail(Status.NOT_FOUND);

    Ran ran = shell.type("start", "nobodys", "--tenant", "blue");

    assertThat(ran.code()).isEqualTo(66);
    assertThat(ran.err()).contains("has no process 'nobodys' for the tenant 'blue'; deploy");
  }

  @Test
  void shouldShowWhereAProcessStandsAndWhatItCalled() {
    Story.started(shell.cluster);
    shell
        .cluster
        .instance(KEY, "invoice-intake", null)
        .element(9, KEY, "AskAgent", "ACTIVE")
        .variable(KEY, KEY, "invoice", Map.of("number", 4711));
    shell.cluster.calledBy(Story.RUN, KEY);

    Ran ran = shell.type("status", Long.toString(KEY));

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines())
        .anyMatch(
            line ->
                line.startsWith(
                    "● invoice-intake, process instance %d  at 'AskAgent'".formatted(KEY)))
        .contains(
            "  ● called run compare-4  waggle status compare-4", "  invoice = {\"number\":4711}");
  }

  @Test
  void shouldShowWhoCalledARunAndWhatItEndedWith() throws Exception {
    Story.started(shell.cluster);
    shell.cluster.instance(KEY, "invoice-intake", null);
    shell.cluster.calledBy(Story.RUN, KEY);
    Story.end(shell.cluster.end(Story.RUN, "COMPLETED"), "Both are good.");

    Ran ran = shell.type("status", "compare-4");
    JsonNode printed = json.readTree(shell.type("status", "compare-4", "--json").out());

    assertThat(ran.out().lines())
        .contains(
            "  called by invoice-intake, process instance %1$d  waggle status %1$d".formatted(KEY))
        .endsWith("", "Both are good.");
    assertThat(printed.at("/calledBy/process").asText()).isEqualTo("invoice-intake");
    assertThat(printed.at("/calledBy/key").asText()).isEqualTo(Long.toString(KEY));
  }

  private void ended() {
    for (long key : new long[] {KEY, KEY + 1}) {
      shell
          .cluster
          .instance(key, "invoice-intake", null)
          .element(key + 100, key, "EndOffice", "COMPLETED")
          .variable(key, key, "category", "office")
          .end(key, "COMPLETED");
    }
  }
}
