package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.waggle.cli.Shell.Ran;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherCommandsTest {
  private static final String AGENTS =
      """
      {"agents": [{"name": "researcher", "description": "Finds sources.", "model": "scripted",
        "planning": "always", "tools": ["search", "fetch"], "subAgents": ["reader"],
        "inline": [{"tools": "*", "effect": null, "when": null},
          {"tools": "fetch", "effect": "IDEMPOTENT", "when": "size < 9"}]}]}""";

  private final Shell shell = new Shell();

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void shouldListTheAgentsOfAWorker() throws Exception {
    HttpServer worker = worker();
    String address = "http://127.0.0.1:" + worker.getAddress().getPort();
    try {
      Ran ran = shell.type("agents", "--worker", address);
      JsonNode printed =
          new ObjectMapper().readTree(shell.type("agents", "--worker", address, "--json").out());

      assertThat(ran.out().lines())
          .containsExactly(
              "researcher  Finds sources.",
              "    model scripted, planning always",
              "    tools search, fetch",
              "    sub-agents reader",
              "    inside Think: calls of * that are READ",
              "    inside Think: calls of fetch that are IDEMPOTENT, when size < 9");
      assertThat(printed.at("/agents/0/worker").asText()).isEqualTo(address);
      assertThat(printed.at("/agents/0/tools/1").asText()).isEqualTo("fetch");
    } finally {
      worker.stop(0);
    }
  }

  @Test
  void shouldSayThatNoWorkerAnswers() throws Exception {
    HttpServer gone = worker();
    String nobody = "http://127.0.0.1:" + gone.getAddress().getPort();
    gone.stop(0);

    Ran ran = shell.type("agents", "--worker", nobody);

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err()).contains("No worker answers at", "--worker");
  }

  @Test
  void shouldWriteCompletionForShells() {
    assertThat(shell.type("completion").out())
        .contains("complete -F _complete_waggle", "bashcompinit", "--limit");
  }

  @Test
  void shouldExplainItselfWithExitCodesAndExamples() {
    Ran ran = shell.type("--help");

    assertThat(ran.code()).isZero();
    for (ExitCode code : ExitCode.values()) {
      assertThat(ran.out()).contains(code.meaning());
    }
    assertThat(ran.out()).contains("Examples:", "waggle demo", "NO_COLOR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "crash-test",
        "engine",
        "worker",
        "agents",
        "deploy",
        "start",
        "run",
        "status",
        "watch",
        "cancel",
        "terminate",
        "steer",
        "pause",
        "resume",
        "replay",
        "tasks",
        "approve",
        "edit",
        "reject",
        "change",
        "answer",
        "resolve",
        "extend",
        "new",
        "install",
        "completion"
      })
  void shouldExplainEveryCommand(String command) {
    Ran ran = shell.type(command, "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: waggle " + command);
  }

  @Test
  void shouldNameTheKillPointsToWhomeverMistypesOne() {
    Ran ran = shell.type("crash-test", "--point", "during-lunch");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("there is no kill point 'during-lunch'", "during-llm-call", "between-jobs");
    assertThat(shell.type("crash-test", "--help").out()).contains("during-llm-call");
  }

  @Test
  void shouldNameTheVictimsToWhomeverMistypesOne() {
    Ran ran = shell.type("crash-test", "--victim", "database");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("there is no victim 'database'", "worker, engine, both, all");
    assertThat(shell.type("crash-test", "--help").out()).contains("worker, engine, both, all");
  }

  @Test
  void shouldTellItsVersion() {
    assertThat(shell.type("--version").out()).startsWith("waggle ").doesNotContain("${");
  }

  @Test
  void shouldSayThatTheEngineDoesNotRun(@TempDir Path home) {
    Ran status = shell.type("engine", "status", "--home", home.toString());
    Ran down = shell.type("engine", "down", "--home", home.toString());

    assertThat(status.code()).isEqualTo(69);
    assertThat(status.out()).contains("The engine does not run; start it with");
    assertThat(down.code()).isZero();
    assertThat(down.err()).contains("The engine did not run.");
  }

  @Test
  void shouldSayThatTheEngineIsNotBuilt(@TempDir Path home) {
    Ran ran = shell.type("engine", "up", "--home", home.toString());

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err()).contains("The engine is not built", "./waggle");
  }

  @Test
  void shouldAskWhatToDoWithTheEngine() {
    Ran ran = shell.type("engine");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Say what to do: up, status, down or logs.");
  }

  @Test
  void shouldSayThatTheExampleIsNotBuilt() {
    Ran ran = shell.type("demo");

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err()).contains("The worker is not built", "waggle-example-code-archaeologist");
  }

  @Test
  void shouldSayAllThatIsWrongWithAWorker(@TempDir Path empty) {
    Ran ran =
        shell.type(
            "worker", "--agents", empty.toString(), "--config", "none.yaml", "--port", "70000");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "There is no agent in '%s': each is a file *.md.".formatted(empty),
            "There is no file 'none.yaml'.",
            "70000 is not a port");
  }

  @Test
  void shouldSayThatTheWorkerIsNotBuilt(@TempDir Path agents) throws Exception {
    Files.writeString(agents.resolve("sorter.md"), "");

    Ran ran = shell.type("worker", "--agents", agents.toString());

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err()).contains("The worker is not built", "waggle-job-workers");
  }

  private static HttpServer worker() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/actuator/agents",
        exchange -> {
          byte[] bytes = AGENTS.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }
}
