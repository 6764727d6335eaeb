package io.waggle.mcp;

import static io.waggle.testing.WaggleAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** Runs of agents, written as Markdown, that use an MCP server. */
class McpRunsIT {
  @TempDir static Path folder;
  private static Hostile bad;
  private static TestBed bed;

  @BeforeAll
  static void start() throws Exception {
    Path agents = Files.createDirectory(folder.resolve("agents"));
    Files.writeString(
        agents.resolve("payer.md"),
        """
        ---
        name: payer
        model: openai:gpt-5-mini
        planning: never
        tools: [bad.pay, bad_die]
        askHuman: true
        ---
        You pay.
        """);
    bad = Hostile.overPipes(folder).with("tools.die.approve", "false");
    TestBedSettings settings =
        TestBedSettings.agents(List.of())
            .withProperty("waggle.agents.location", agents.toString())
            .withProperty("waggle.mcp.server.enabled", "true");
    for (Map.Entry<String, String> setting : bad.settings().entrySet()) {
      settings = settings.withProperty(setting.getKey(), setting.getValue());
    }
    bed = TestBed.open(settings);
  }

  @BeforeEach
  void forget() {
    bad.forget();
  }

  @AfterAll
  static void stop() {
    bed.close();
    bad.close();
  }

  /** Nobody has said what paying twice would do: a person is asked. */
  @Test
  void shouldAskAPersonAboutAToolOfUnknownEffect() {
    bed.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(Reply.call("bad_pay", Map.of("cents", 100)))
            .on(When.turn(1).toolResult("Paid 100 cents."))
            .reply("It is paid.")
            .build());

    TestRun run = bed.start("payer", "Pay.");
    GateTask asked = bed.person("ada").isAsked(run, GateKind.TOOL_CALL);
    assertThat(bad.story()).doesNotContain("pay");
    bed.person("ada").decides(asked, Decision.of(Action.APPROVE));

    assertThat(run.awaitEnd()).isCompleted().hasResult("It is paid.").calledTools("bad_pay");
    assertThat(bad.story()).filteredOn(line -> line.startsWith("pay")).hasSize(1);
  }

  /** The server acted and died: a person says what became of it, and it is not called again. */
  @Test
  void shouldNotCallAgainWhatADeadServerMayHaveDone() {
    bed.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(Reply.call("bad_die", Map.of()))
            .on(When.turn(1).toolResult("receipt 12"))
            .reply("There is a receipt.")
            .build());

    TestRun run = bed.start("payer", "Pay.");
    GateTask asked = bed.person("ada").isAsked(run, GateKind.IN_DOUBT);
    assertThat(asked.question().shown().path("why").asText()).contains("exit code 7");
    bed.person("ada").decides(asked, Decision.of(Action.HAPPENED).withAnswer("receipt 12"));

    assertThat(run.awaitEnd()).isCompleted().hasResult("There is a receipt.");
    assertThat(bad.story()).filteredOn(line -> line.startsWith("die")).hasSize(1);
  }

  /** It starts a run, is killed, and gets the result when it comes back. */
  @Test
  void shouldGiveAClientItsResultAfterItsConnectionWasLost() throws Exception {
    bed.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(Reply.call("bad_pay", Map.of("cents", 7)))
            .on(When.turn(1).toolResult("Paid 7 cents."))
            .reply("Seven cents are paid.")
            .build());
    Process client =
        new ProcessBuilder(
                inspector("tools/call", "run_payer", "task=Pay seven cents.", "name=refund-7"))
            .directory(inspectorFolder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    GateTask asked =
        await()
            .atMost(TestBed.PATIENCE)
            .until(
                () -> bed.client().tasks(TaskFilter.ALL.from("payer").about(GateKind.TOOL_CALL)),
                open -> open.size() == 1)
            .getFirst();
    assertThat(client.isAlive()).isTrue();
    client.destroyForcibly().waitFor();
    assertThat(answer("get_run", "name=refund-7"))
        .contains("Run 'refund-7' goes on: waiting for a person to approve");
    bed.person("ada").decides(asked, Decision.of(Action.APPROVE));

    assertThat(answer("wait_for_run", "name=refund-7")).contains("Seven cents are paid.");
    assertThat(answer("run_payer", "task=Pay seven cents.", "name=refund-7"))
        .contains("Seven cents are paid.");
    assertThat(bad.story()).filteredOn(line -> line.startsWith("pay")).hasSize(1);
  }

  @Test
  void shouldOfferAgentsAndSayWhatIsWrongWithACall() throws Exception {
    NodePackages.Run listed = NodePackages.run(inspectorFolder(), inspector("tools/list"));

    assertThat(listed.output()).contains("\"run_payer\"", "\"get_run\"", "\"wait_for_run\"");
    assertThat(answer("get_run", "name=nobody-knows-it")).contains("isError", "nobody-knows-it");
    assertThat(answer("run_payer", "task= ")).contains("isError", "The task is empty");
  }

  /** It looks for its package.json from the folder that it is started in. */
  private static Path inspectorFolder() {
    return Path.of(NodePackages.script("@modelcontextprotocol/inspector-cli/build"));
  }

  private static List<String> inspector(String method, String... tool) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("node", "index.js", endpoint(), "--transport", "http", "--method", method));
    for (int i = 0; i < tool.length; i++) {
      command.addAll(List.of(i == 0 ? "--tool-name" : "--tool-arg", tool[i]));
    }
    return command;
  }

  private static String answer(String... tool) {
    return NodePackages.run(inspectorFolder(), inspector("tools/call", tool)).output();
  }

  private static String endpoint() {
    return "http://127.0.0.1:%s/mcp"
        .formatted(bed.bean(Environment.class).getProperty("local.server.port"));
  }

  /** What the agent asks is answered by the person at the client. */
  @Test
  void shouldTellAClientHowFarARunIsAndAskItWhatTheAgentAsks() {
    bed.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(
                Reply.call(
                    "ask_human",
                    Map.of("question", "Which colour?", "choices", List.of("blue", "red"))))
            .on(When.turn(1).toolResult("blue"))
            .reply("It will be blue.")
            .build());
    List<ElicitFormRequest> asked = new CopyOnWriteArrayList<>();
    List<String> progress = new CopyOnWriteArrayList<>();
    try (McpSyncClient client =
        client(
            request -> {
              asked.add(request);
              return ElicitResult.builder(ElicitResult.Action.ACCEPT)
                  .content(Map.of("answer", "blue"))
                  .build();
            },
            progress::add)) {
      client.initialize();

      CallToolResult result =
          client.callTool(
              CallToolRequest.builder("run_payer")
                  .arguments(Map.of("task", "Paint it.", "name", "paint-1"))
                  .progressToken("token-1")
                  .build());

      assertThat(result.content()).first().hasFieldOrPropertyWithValue("text", "It will be blue.");
      assertThat(McpJson.json(result.structuredContent()).path("outcome").asText())
          .isEqualTo("completed");
    }
    assertThat(asked)
        .singleElement()
        .extracting(ElicitFormRequest::message)
        .asString()
        .contains("Which colour?");
    assertThat(progress).anySatisfy(line -> assertThat(line).contains("waiting for a person"));
  }

  /** Approvals let something happen: they are the console's and Tasklist's unless told. */
  @Test
  void shouldAskAClientForNoApproval() throws Exception {
    bed.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(Reply.call("bad_pay", Map.of("cents", 3)))
            .on(When.turn(1))
            .reply("It was not to be.")
            .build());
    List<ElicitFormRequest> asked = new CopyOnWriteArrayList<>();
    FutureTask<CallToolResult> result;
    try (McpSyncClient client =
        client(
            request -> {
              asked.add(request);
              return ElicitResult.builder(ElicitResult.Action.DECLINE).build();
            },
            line -> {})) {
      client.initialize();
      result =
          new FutureTask<>(
              () ->
                  client.callTool(
                      CallToolRequest.builder("run_payer")
                          .arguments(Map.of("task", "Pay.", "name", "three-cents"))
                          .build()));
      Thread.ofPlatform().start(result);
      TaskFilter filter = TaskFilter.ALL.from("payer").about(GateKind.TOOL_CALL);
      GateTask task =
          await()
              .atMost(TestBed.PATIENCE)
              .until(() -> bed.client().tasks(filter), open -> open.size() == 1)
              .getFirst();
      bed.person("ada").decides(task, Decision.of(Action.REJECT).because("Too much."));
      assertThat(result.get().content())
          .first()
          .hasFieldOrPropertyWithValue("text", "It was not to be.");
    }
    assertThat(asked).isEmpty();
  }

  private static McpSyncClient client(
      Function<ElicitFormRequest, ElicitResult> person, Consumer<String> progress) {
    URI endpoint = URI.create(endpoint());
    return McpClient.sync(
            HttpClientStreamableHttpTransport.builder(
                    "http://127.0.0.1:%d".formatted(endpoint.getPort()))
                .endpoint(endpoint.getPath())
                .jsonMapper(McpJson.mapper())
                .build())
        .jsonSchemaValidator(McpJson.validator())
        .requestTimeout(TestBed.PATIENCE)
        .capabilities(ClientCapabilities.builder().elicitation().build())
        .elicitation(person)
        .progressConsumer(said -> progress.accept(said.message()))
        .build();
  }
}
