package io.waggle.mcp.server;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.waggle.agent.Agents;
import io.waggle.client.AgentClient;
import io.waggle.mcp.McpProperties;
import io.waggle.mcp.OfferedAgents;
import io.waggle.testing.TestBed;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tools of a worker under names that the conformance suite calls. It knows no others, and gives
 * no arguments.
 */
public final class ConformanceTools {
  private final TestBed bed;
  private final Map<String, SyncToolSpecification> tools;

  /**
   * @param patience how long a call waits for the end of a run
   */
  public ConformanceTools(TestBed bed, Duration patience) {
    this.bed = bed;
    OfferedAgents set = bed.bean(McpProperties.class).server();
    OfferedAgents settings =
        new OfferedAgents(true, set.path(), set.agents(), set.tokens(), set.answers(), patience);
    tools =
        new AgentTools(
                bed.bean(AgentClient.class),
                settings,
                bed.bean(Agents.class).all(),
                bed.bean(Waits.class))
            .all().stream().collect(Collectors.toMap(tool -> tool.tool().name(), tool -> tool));
  }

  /**
   * Offers a tool under another name as well.
   *
   * @param name that the suite calls
   * @param tool of the worker, which does it
   * @param arguments it is called with
   */
  public ConformanceTools add(String name, String tool, Map<String, Object> arguments) {
    SyncToolSpecification own = tools.get(tool);
    Tool offered =
        Tool.builder(name, Map.of("type", "object")).description(own.tool().description()).build();
    bed.bean(McpSyncServer.class)
        .addTool(
            SyncToolSpecification.builder()
                .tool(offered)
                .callHandler(
                    (exchange, call) ->
                        own.callHandler()
                            .apply(
                                exchange,
                                CallToolRequest.builder(tool)
                                    .arguments(arguments)
                                    .meta(call.meta())
                                    .build()))
                .build());
    return this;
  }
}
