package io.waggle.mcp.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import io.waggle.agent.Agent;
import io.waggle.bpmn.Limits;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.RunListener;
import io.waggle.client.RunRequest;
import io.waggle.client.RunStatus;
import io.waggle.mcp.McpJson;
import io.waggle.mcp.OfferedAgents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools of the server: one that starts a run for each agent, and those that find a run again,
 * from any session.
 */
final class AgentTools {
  private static final Logger LOG = LoggerFactory.getLogger(AgentTools.class);
  private static final String NAME = "name";

  private final AgentClient client;
  private final OfferedAgents settings;
  private final List<Agent> agents;
  private final Waits waits;

  /**
   * @param agents that are offered
   */
  AgentTools(AgentClient client, OfferedAgents settings, List<Agent> agents, Waits waits) {
    this.waits = waits;
    this.client = client;
    this.settings = settings;
    this.agents = List.copyOf(agents);
  }

  List<SyncToolSpecification> all() {
    List<SyncToolSpecification> all = new ArrayList<>();
    agents.forEach(agent -> all.add(start(agent)));
    all.add(
        tool(
            "get_run",
            "Says where a run stands, and its result once it has ended. Does not wait.",
            runForm(),
            true,
            (exchange, call) -> look(name(call))));
    all.add(
        tool(
            "wait_for_run",
            "Waits for the end of a run and gives its result; after a while says where it stands, and can be called again. A run goes on whether anybody waits for it or not.",
            runForm(),
            true,
            (exchange, call) -> {
              known(name(call));
              return waitFor(name(call), exchange, call);
            }));
    return all;
  }

  private SyncToolSpecification start(Agent agent) {
    String description = agent.description().isEmpty() ? "Works on a task." : agent.description();
    return tool(
        "run_" + agent.name(),
        description
            + " Starts a run of the agent '%s', which goes on by itself, also where this connection is lost; its result is found again by its name."
                .formatted(agent.name()),
        startForm(),
        false,
        (exchange, call) -> {
          Object name = call.arguments().get(NAME);
          Object input = call.arguments().get("input");
          JsonNode json = input == null ? null : McpJson.json(input);
          String task = String.valueOf(call.arguments().get("task"));
          RunRequest request =
              new RunRequest(
                  agent.name(), task, json, Limits.NONE, name == null ? null : name.toString());
          return waitFor(client.start(request).id(), exchange, call);
        });
  }

  private static SyncToolSpecification tool(
      String name,
      String description,
      Map<String, Object> form,
      boolean readOnly,
      BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    Tool tool =
        Tool.builder(name, form)
            .description(description)
            .annotations(ToolAnnotations.builder().readOnlyHint(readOnly).build())
            .build();
    return SyncToolSpecification.builder()
        .tool(tool)
        .callHandler((exchange, call) -> answered(() -> handler.apply(exchange, call)))
        .build();
  }

  private static CallToolResult answered(java.util.function.Supplier<CallToolResult> call) {
    try {
      return call.get();
    } catch (AgentClientException | IllegalArgumentException e) {
      return RunReport.problem(e.getMessage());
    }
  }

  private CallToolResult look(String run) {
    RunStatus status = known(run);
    return status.state().ended() ? ended(run) : RunReport.underWay(run, status);
  }

  private CallToolResult ended(String run) {
    return RunReport.ended(run, client.await(run, settings.patience()));
  }

  /** Runs of other agents are none of a client's business. */
  private RunStatus known(String run) {
    RunStatus status = client.status(run);
    Set<String> offered = agents.stream().map(Agent::name).collect(Collectors.toSet());
    if (!offered.contains(status.agent())) {
      throw new AgentClientException(
          Reason.NO_SUCH_RUN, "There is no run '%s' of the agents here.".formatted(run));
    }
    return status;
  }

  private CallToolResult waitFor(String run, McpSyncServerExchange exchange, CallToolRequest call) {
    Progress progress = new Progress(exchange, call.progressToken());
    Questions questions =
        new Questions(client, settings.answers(), exchange, person(exchange), progress::tell);
    RunListener listener =
        status -> {
          waits.check();
          progress.tell(status.standing());
          questions.ask(run);
          waits.check();
        };
    try {
      return RunReport.ended(run, waits.in(() -> client.await(run, settings.patience(), listener)));
    } catch (AgentClientException e) {
      if (e.reason() == Reason.TIMED_OUT) {
        return waits.areOver() ? RunReport.stopping(run) : RunReport.underWay(run, known(run));
      }
      throw e;
    }
  }

  private static String person(McpSyncServerExchange exchange) {
    return String.valueOf(exchange.transportContext().get(AccessFilter.PERSON));
  }

  private static String name(CallToolRequest call) {
    return String.valueOf(call.arguments().get(NAME));
  }

  /** Tells a client that wants to know how far a run is. A client that has gone is not missed. */
  private static final class Progress {
    private final McpSyncServerExchange exchange;
    private final @Nullable Object token;
    private int step;

    Progress(McpSyncServerExchange exchange, @Nullable Object token) {
      this.exchange = exchange;
      this.token = token;
    }

    void tell(String standing) {
      if (token == null) {
        return;
      }
      step++;
      try {
        exchange.progressNotification(
            ProgressNotification.builder(token, step).message(standing).build());
      } catch (RuntimeException gone) {
        LOG.debug("The client hears no more of its run.", gone);
      }
    }
  }

  private static Map<String, Object> startForm() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("task", text("What is to be done, in words."));
    members.put("input", Map.of("description", "Any JSON that belongs to the task."));
    members.put(
        NAME,
        text(
            "A name for the run, for example refund-4711: letters, digits, '.', '_' and '-'. The same call under the same name, however often, is one run. Without one a name is made up."));
    return form(members, "task");
  }

  private static Map<String, Object> runForm() {
    return form(Map.of(NAME, text("The run's name, as run_… gave it, or was given it.")), NAME);
  }

  private static Map<String, Object> text(String description) {
    return Map.of("type", "string", "minLength", 1, "description", description);
  }

  private static Map<String, Object> form(Map<String, Object> members, String required) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("type", "object");
    form.put("properties", members);
    form.put("required", List.of(required));
    form.put("additionalProperties", false);
    return form;
  }
}
