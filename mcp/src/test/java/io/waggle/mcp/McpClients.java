package io.waggle.mcp;

import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import io.waggle.client.TaskFilter;
import io.waggle.testing.TestBed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Clients of the agents that a worker offers: the inspector of the protocol, and one in Java. */
final class McpClients {
  static final String TOKEN = "a-token-of-grace-0123456789";

  private McpClients() {}

  /** It looks for its package.json from the folder that it is started in. */
  static Path inspectorFolder() {
    return Path.of(NodePackages.script("@modelcontextprotocol/inspector-cli/build"));
  }

  static List<String> inspector(String endpoint, String method, String... tool) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("node", "index.js", endpoint + "/mcp", "--transport", "http", "--method", method));
    for (int i = 0; i < tool.length; i++) {
      command.addAll(List.of(i == 0 ? "--tool-name" : "--tool-arg", tool[i]));
    }
    return command;
  }

  /**
   * @param person who is asked
   * @param progress told how far a call is
   */
  static McpSyncClient client(
      String endpoint,
      Function<ElicitFormRequest, ElicitResult> person,
      Consumer<String> progress) {
    return McpClient.sync(
            HttpClientStreamableHttpTransport.builder(endpoint)
                .endpoint("/mcp")
                .addHttpRequestCustomizer(
                    (request, method, to, body, context) ->
                        request.header("Authorization", "Bearer " + TOKEN))
                .jsonMapper(McpJson.mapper())
                .build())
        .jsonSchemaValidator(McpJson.validator())
        .requestTimeout(TestBed.PATIENCE)
        .capabilities(ClientCapabilities.builder().elicitation().build())
        .elicitation(person)
        .progressConsumer(said -> progress.accept(said.message()))
        .build();
  }

  /** Starts the agent that pays, and wants to know how far it is. */
  static CallToolResult pay(McpSyncClient client, String task, String name) {
    return client.callTool(
        CallToolRequest.builder("run_payer")
            .arguments(Map.of("task", task, "name", name))
            .progressToken("progress-of-" + name)
            .build());
  }

  /** The one question of the agent that pays that stands open, about a call. */
  static GateTask question(TestBed bed) {
    TaskFilter filter = TaskFilter.ALL.from("payer").about(GateKind.TOOL_CALL);
    return await()
        .atMost(TestBed.PATIENCE)
        .until(() -> bed.client().tasks(filter), open -> open.size() == 1)
        .getFirst();
  }
}
