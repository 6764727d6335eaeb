package io.waggle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.waggle.cli.Shell.Ran;
import io.waggle.client.FakeGateway;
import io.waggle.client.Story;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {
  private static final String LOST =
      """
      {"runs": [{"id": "refund-4711", "agent": "refunds"}, {"id": "bees-7", "agent": "researcher"}]}""";

  private final ObjectMapper json = new ObjectMapper();
  private final Shell shell = new Shell();
  private final List<HttpServer> workers = new ArrayList<>();

  @AfterEach
  void close() {
    workers.forEach(worker -> worker.stop(0));
    shell.close();
  }

  /** A worker's management address, with these pages. */
  private String worker(Map<String, String> pages) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String page = pages.get(exchange.getRequestURI().toString());
          byte[] bytes = (page == null ? "{}" : page).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(page == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    workers.add(server);
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private List<JsonNode> started() {
    return shell.gateway.started().stream().map(request -> tree(request.getVariables())).toList();
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      throw new AssertionError(text, notJson);
    }
  }

  @Test
  void shouldReplayARunOfAnAgent() {
    Ran ran = shell.type("replay", "refund-4711", "--agent", "refunds");
    shell.type("replay", "refund-4711", "--agent", "refunds", "--take-over");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("refund-4711" + System.lineSeparator());
    assertThat(ran.err()).contains("waggle watch refund-4711");
    assertThat(started())
        .containsExactly(
            tree(
                """
                {"agent": "refunds", "runId": "refund-4711", "replay": {"takeOver": false}}"""),
            tree(
                """
                {"agent": "refunds", "runId": "refund-4711", "replay": {"takeOver": true}}"""));
  }

  @Test
  void shouldAskTheWorkersWhoseARunIs() throws Exception {
    String other = worker(Map.of());
    String worker =
        worker(
            Map.of(
                "/actuator/runs/refund-4711", "{\"id\": \"refund-4711\", \"agent\": \"refunds\"}"));

    Ran ran = shell.type("replay", "refund-4711", "--worker", other, "--worker", worker);

    assertThat(ran.code()).isZero();
    assertThat(started().getFirst().path("agent").asText()).isEqualTo("refunds");
  }

  @Test
  void shouldSayThatNoWorkerKnowsTheRun() throws Exception {
    String worker = worker(Map.of("/actuator/runs/refund-4711", "{\"id\": \"another\"}"));

    Ran ran = shell.type("replay", "refund-4711", "--worker", worker);

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err())
        .contains("No worker at " + worker + " says which agent run refund-4711 is of", "--agent");
    assertThat(started()).isEmpty();
  }

  @Test
  void shouldWaitForTheEndOfAReplay() {
    Story.unaccepted(shell.cluster, FakeGateway.RUN, "compare-4");
    Story.end(shell.cluster, "unused");
    shell
        .cluster
        .variable(FakeGateway.RUN, FakeGateway.RUN + 1, "result", "Both are good.")
        .variable(FakeGateway.RUN, FakeGateway.RUN + 1, "outcome", "completed")
        .end(FakeGateway.RUN, "COMPLETED");

    Ran ran = shell.type("replay", "compare-4", "--agent", "researcher", "--wait");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("Both are good." + System.lineSeparator());
    assertThat(ran.err()).contains("Started run compare-4");
  }

  @Test
  void shouldReplayAllThatIsLostOnceEach() throws Exception {
    String worker = worker(Map.of("/actuator/runs?lost=true", LOST));
    String sharesTheJournal = worker(Map.of("/actuator/runs?lost=true", LOST));

    Ran ran = shell.type("replay", "--lost", "--worker", worker, "--worker", sharesTheJournal);

    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines()).containsExactly("refund-4711", "bees-7");
    assertThat(ran.err().strip()).isEqualTo("Replaying 2 lost runs");
    assertThat(started())
        .extracting(start -> start.path("agent").asText() + " " + start.path("runId").asText())
        .containsExactly("refunds refund-4711", "researcher bees-7");
  }

  @Test
  void shouldPrintWhatItReplaysAsJson() throws Exception {
    String worker = worker(Map.of("/actuator/runs?lost=true", LOST));

    JsonNode printed = tree(shell.type("replay", "--lost", "--worker", worker, "--json").out());

    assertThat(printed.path("runs")).hasSize(2);
    assertThat(printed.at("/runs/1/id").asText()).isEqualTo("bees-7");
    assertThat(printed.at("/runs/1/key").isTextual()).isTrue();
    assertThat(printed.at("/runs/1/agent").asText()).isEqualTo("researcher");
  }

  @Test
  void shouldSayThatNothingIsLost() throws Exception {
    String worker = worker(Map.of("/actuator/runs?lost=true", "{\"runs\": []}"));

    Ran ran = shell.type("replay", "--lost", "--worker", worker);

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().strip()).isEqualTo("No run is lost");
  }

  @Test
  void shouldSayThatNoWorkerAnswers() throws Exception {
    String worker = worker(Map.of());

    Ran ran = shell.type("replay", "--lost", "--worker", worker);

    assertThat(ran.code()).isEqualTo(69);
    assertThat(ran.err()).contains("No worker answers at " + worker);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replay|Name a run, or use --lost",
        "replay refund-4711 --lost|not both",
        "replay --lost --agent refunds|no --agent and no --wait",
        "replay --lost --wait|no --agent and no --wait",
        "replay refund-4711/p1/s1/t1/c1 --agent refunds|replay the run at the top, 'refund-4711'",
        "replay refund-4711/p1/s1/t1/c1|replay the run at the top, 'refund-4711'",
        "replay 2251799813685249 --agent refunds|is taken for a key of the engine",
        "replay ä --agent refunds|is not a run's name",
        "replay refund-4711 --agent Refunds|is not an agent's name"
      })
  void shouldRefuseWhatCannotBeUsed(String typed, String sentence) {
    Ran ran = shell.type(typed.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("waggle: ").contains(sentence).doesNotContain("\tat ");
    assertThat(ran.out()).isEmpty();
    assertThat(started()).isEmpty();
  }
}
