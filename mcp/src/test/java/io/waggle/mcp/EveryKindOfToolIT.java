package io.waggle.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.client.RunRequest;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run calls a process, a decision, a job worker in Node and an MCP server; the worker is killed
 * between its calls, from outside.
 */
class EveryKindOfToolIT {
  private static final Path EXAMPLE = Path.of("../examples/polyglot-tools");

  private static final String CLERK =
      """
      ---
      name: clerk
      model: test:clerk
      planning: never
      tools: [credit_check, shipping_cost, weather, bad.pay]
      ---
      You are clerk.
      """;

  @TempDir private Path folder;
  private final List<Process> processes = new ArrayList<>();
  private Hostile server;
  private TestBed bed;

  @BeforeEach
  void open() throws IOException {
    server =
        Hostile.overHttp(folder)
            .with("tools.pay.approve", "false")
            .with("tools.pay.effect", "once");
    Files.writeString(Files.createDirectory(folder.resolve("agents")).resolve("clerk.md"), CLERK);
    bed =
        TestBed.holding(
            List.of(Agent.named("idle").model("play:idle").instructions("You are idle.").build()));
    Path models = Path.of("../testing/src/test/resources/process-tools");
    bed.camunda()
        .newDeployResourceCommand()
        .addResourceFile(models.resolve("credit-check.bpmn").toString())
        .addResourceFile(models.resolve("credit-request.form").toString())
        .addResourceFile(models.resolve("shipping.dmn").toString())
        .send()
        .join();
  }

  @AfterEach
  void close() {
    processes.forEach(EveryKindOfToolIT::kill);
    server.close();
    bed.close();
  }

  /** A JVM of its own, as in production. */
  private Process startWorker() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("io.waggle.app.WaggleApplication");
    settings().forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
    return start(new ProcessBuilder(command), "worker");
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(server.settings());
    settings.put("server.port", "0");
    settings.put("waggle.home", folder.resolve("home").toString());
    settings.put("waggle.agents.location", folder.resolve("agents").toString());
    settings.put("waggle.providers.test.base-url", bed.model().baseUrl().toString());
    settings.put("waggle.worker.job-timeout", "PT5S");
    settings.put("waggle.tools.processes[0].id", "credit-check");
    settings.put("waggle.tools.decisions[0].id", "shipping-cost");
    settings.put("spring.config.additional-location", EXAMPLE.resolve("worker.yaml").toString());
    settings.put("camunda.client.rest-address", bed.restAddress().toString());
    settings.put("camunda.client.grpc-address", grpcAddress());
    return settings;
  }

  private String grpcAddress() {
    return bed.camunda().getConfiguration().getGrpcAddress().toString();
  }

  private Process startNode() throws IOException {
    NodePackages.require(EXAMPLE);
    ProcessBuilder builder = new ProcessBuilder("node", "weather.mjs").directory(EXAMPLE.toFile());
    builder.environment().put("ZEEBE_GRPC_ADDRESS", grpcAddress().replace("http://", "grpc://"));
    return start(builder, "node");
  }

  private Process start(ProcessBuilder builder, String log) throws IOException {
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
            .start();
    processes.add(process);
    return process;
  }

  private List<String> nodeCalls() {
    try {
      Path log = folder.resolve("node");
      return Files.exists(log)
          ? Files.readAllLines(log).stream().filter(line -> line.startsWith("weather ")).toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply calls(int cents) {
    return Reply.call(
            "credit_check",
            Map.of("customer", Map.of("number", "C-7"), "amount", 400, "reason", "order"))
        .andCall("shipping_cost", Map.of("parcel", Map.of("speed", "fast", "weight", 1)))
        .andCall("weather", Map.of("place", "Oslo"))
        .andCall("bad_pay", Map.of("cents", cents));
  }

  @Test
  void shouldMakeEachCallOnceThoughTheWorkerIsKilled() throws Exception {
    bed.play(
        Screenplay.role("clerk")
            .on(When.turn(0))
            .reply(calls(1))
            .on(When.turn(1))
            .reply(calls(2))
            .otherwise("All is done.")
            .build());
    Process first = startWorker();
    bed.client().start(RunRequest.of("clerk", "Do it all").id("every-kind"));
    awaitTurn(1);
    kill(first);

    // One of the two is away at any time: no kill can meet an LLM call, which may be made twice.
    Process node = startNode();
    await().atMost(TestBed.PATIENCE).until(() -> completed("RunExternalTool") == 1);
    kill(node);
    Process second = startWorker();
    awaitTurn(2);
    kill(second);
    startNode();
    startWorker();

    assertThat(bed.client().await("every-kind", Duration.ofMinutes(2)).text())
        .isEqualTo("All is done.");
    assertThat(server.story())
        .filteredOn(line -> line.startsWith("pay"))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(nodeCalls()).hasSize(2).doesNotHaveDuplicates();
    assertThat(bed.records().activations("Look")).hasSize(2);
    assertThat(bed.model().counts().answered()).isEqualTo(3);
    JsonNode last = McpJson.MAPPER.readTree(bed.model().requests().getLast().body());
    assertThat(
            StreamSupport.stream(last.path("messages").spliterator(), false)
                .filter(message -> message.path("role").asText().equals("tool"))
                .map(message -> message.path("content").asText()))
        .hasSize(8)
        .contains("20", "fog, 4 degrees", "Paid 1 cents.", "Paid 2 cents.")
        .filteredOn(text -> text.contains("\"credit\":500"))
        .hasSize(2);
  }

  private static void kill(Process process) {
    process.destroyForcibly().onExit().join();
  }

  /** Decision and MCP call are answered; the process is called, and the job for Node is there. */
  private void awaitTurn(int turn) {
    await()
        .atMost(TestBed.PATIENCE)
        .until(
            () ->
                completed("RunTool") == 2 * turn
                    && bed.records().activations("Look").size() == turn
                    && bed.records().activations("RunExternalTool").size() == turn);
  }

  private long completed(String element) {
    return bed.records().completed().stream().filter(element::equals).count();
  }
}
