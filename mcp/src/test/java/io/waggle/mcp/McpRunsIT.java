package io.waggle.mcp;

import static io.waggle.testing.WaggleAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.client.RunRequest;
import io.waggle.scripted.Reply;
import io.waggle.scripted.Screenplay;
import io.waggle.scripted.When;
import io.waggle.testing.TestBed;
import io.waggle.testing.TestBedSettings;
import io.waggle.testing.TestRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Runs of agents, written as Markdown, that use an MCP server. */
class McpRunsIT {
  @TempDir static Path folder;
  private static TestBedSettings settings;
  private static Hostile bad;
  private static TestBed bed;

  @BeforeAll
  static void start() {
    bad = Hostile.overPipes(folder).with("tools.die.approve", "false");
    settings =
        TestBedSettings.agents(List.of())
            .withProperty("waggle.agents.location", "src/test/agents")
            .withProperty("waggle.mcp.server.enabled", "true")
            .withProperty("waggle.mcp.server.agents", "payer");
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
    playPaying(100, "Paid 100 cents.", "It is paid.");

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
    playPaying(7, "Paid 7 cents.", "Seven cents are paid.");
    Process client =
        new ProcessBuilder(
                McpClients.inspector(
                    endpoint(),
                    "tools/call",
                    "run_payer",
                    "task=Pay seven cents.",
                    "name=refund-7"))
            .directory(McpClients.inspectorFolder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    GateTask asked = McpClients.question(bed);
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
    NodePackages.Run listed =
        NodePackages.run(
            McpClients.inspectorFolder(), McpClients.inspector(endpoint(), "tools/list"));

    assertThat(listed.output())
        .contains("\"run_payer\"", "\"get_run\"", "\"wait_for_run\"")
        .doesNotContain("hidden");
    assertThat(answer("get_run", "name=nobody-knows-it")).contains("isError", "nobody-knows-it");
    assertThat(answer("run_payer", "task= ")).contains("isError", "The task is empty");
  }

  /** Runs of agents that are not offered are nobody's business there. */
  @Test
  void shouldShowNoRunOfAnotherAgent() {
    bed.play(Screenplay.role("hidden").otherwise("A secret.").build());
    bed.start(RunRequest.of("hidden", "Hide.").id("hidden-1")).awaitEnd();

    assertThat(answer("get_run", "name=hidden-1")).contains("isError").doesNotContain("secret");
    assertThat(answer("wait_for_run", "name=hidden-1"))
        .contains("There is no run 'hidden-1' of the agents here.")
        .doesNotContain("secret");
  }

  /** The agent pays, and reads this. */
  private static void playPaying(int cents, String observation, String result) {
    bed.play(
        Screenplay.role("payer")
            .on(When.turn(0))
            .reply(Reply.call("bad_pay", Map.of("cents", cents)))
            .on(When.turn(1).toolResult(observation))
            .reply(result)
            .build());
  }

  private static String answer(String... tool) {
    return NodePackages.run(
            McpClients.inspectorFolder(), McpClients.inspector(endpoint(), "tools/call", tool))
        .output();
  }

  private static String endpoint(Environment worker) {
    return "http://127.0.0.1:" + worker.getProperty("local.server.port");
  }

  private static String endpoint() {
    return endpoint(bed.bean(Environment.class));
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
        McpClients.client(
            endpoint(),
            request -> {
              asked.add(request);
              return ElicitResult.builder(ElicitResult.Action.ACCEPT)
                  .content(Map.of("answer", "blue"))
                  .build();
            },
            progress::add)) {
      client.initialize();

      CallToolResult result = McpClients.pay(client, "Paint it.", "paint-1");

      assertThat(ResultText.of(result, 1_000)).isEqualTo("It will be blue.");
      assertThat(McpJson.json(result.structuredContent()).path("outcome").asText())
          .isEqualTo("completed");
    }
    assertThat(asked)
        .singleElement()
        .extracting(ElicitFormRequest::message)
        .asString()
        .contains("Which colour?");
    await()
        .atMost(TestBed.PATIENCE)
        .untilAsserted(
            () -> assertThat(progress).anyMatch(line -> line.contains("waiting for a person")));
  }

  /** Approvals let something happen: they are the console's and Tasklist's unless told. */
  @Test
  void shouldAskAClientForNoApproval() throws Exception {
    playPaying(3, "Too much.", "It was not to be.");
    List<ElicitFormRequest> asked = new CopyOnWriteArrayList<>();
    FutureTask<CallToolResult> result;
    try (McpSyncClient client =
        McpClients.client(
            endpoint(),
            request -> {
              asked.add(request);
              return declined();
            },
            line -> {})) {
      client.initialize();
      result = new FutureTask<>(() -> McpClients.pay(client, "Pay.", "three-cents"));
      Thread.ofPlatform().start(result);
      bed.person("ada")
          .decides(McpClients.question(bed), Decision.of(Action.REJECT).because("Too much."));
      assertThat(ResultText.of(result.get(), 1_000)).isEqualTo("It was not to be.");
    }
    assertThat(asked).isEmpty();
  }

  /** Whoever has the token is a person who may; the decision is recorded by its name. */
  @Test
  void shouldLetTheHolderOfATokenApproveWhereThatIsAllowed() {
    playPaying(9, "Paid 9 cents.", "Nine cents are paid.");
    try (ConfigurableApplicationContext other =
            bed.startAnotherWorker(
                settings
                    .withProperty("waggle.mcp.server.answers", "all")
                    .withProperty("waggle.mcp.server.tokens.grace", McpClients.TOKEN));
        McpSyncClient client =
            McpClients.client(
                endpoint(other.getEnvironment()),
                request ->
                    ElicitResult.builder(ElicitResult.Action.ACCEPT)
                        .content(
                            Map.of("decision", request.message().contains("9") ? "approve" : "no"))
                        .build(),
                line -> {})) {
      client.initialize();
      CallToolResult result = McpClients.pay(client, "Pay.", "nine-cents");
      assertThat(ResultText.of(result, 1_000)).isEqualTo("Nine cents are paid.");
    }
    assertThat(bed.client().status("nine-cents").decisions())
        .singleElement()
        .hasFieldOrPropertyWithValue("by", "grace");
  }

  /** Web servers wait for requests; these would take as long as people do. */
  @Test
  void shouldLetNobodyWaitAtAWorkerThatStops() throws Exception {
    playPaying(4, "Too much.", "It was not to be.");
    ConfigurableApplicationContext other = bed.startAnotherWorker(settings);
    FutureTask<CallToolResult> result;
    try (McpSyncClient client =
        McpClients.client(endpoint(other.getEnvironment()), request -> declined(), line -> {})) {
      client.initialize();
      result = new FutureTask<>(() -> McpClients.pay(client, "Pay.", "four-cents"));
      Thread.ofPlatform().start(result);
      GateTask asked = McpClients.question(bed);
      Instant stopped = Instant.now();
      other.close();
      assertThat(Duration.between(stopped, Instant.now())).isLessThan(Duration.ofSeconds(15));
      assertThat(ResultText.of(result.get(), 1_000)).contains("is stopping", "four-cents");
      bed.person("ada").decides(asked, Decision.of(Action.REJECT).because("Too much."));
    }
  }

  private static ElicitResult declined() {
    return ElicitResult.builder(ElicitResult.Action.DECLINE).build();
  }
}
