package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.agent.Agent;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.Run;
import io.waggle.decision.Decisions;
import io.waggle.engine.OnHoldException;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.invocation.ToolRunner;
import io.waggle.journal.JobAddress;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lays out tool calls for people, and tells whether they still are what was approved. */
public final class Proposals {
  private final Calls calls;
  private final ToolRunner runner;
  private final Decisions decisions;

  public Proposals(Calls calls, ToolRunner runner, Decisions decisions) {
    this.calls = calls;
    this.runner = runner;
    this.decisions = decisions;
  }

  /**
   * @param agent who calls
   * @param at where the call is
   * @return the call, without what it would change
   */
  public Proposal asked(Agent agent, JobAddress at) {
    ToolRequest request = calls.request(agent, at);
    ToolDeclaration tool = declaration(agent, request.name());
    JsonNode arguments =
        switch (ArgumentCheck.check(tool, request.arguments())) {
          case ArgumentCheck.Valid valid -> valid.arguments();
          case ArgumentCheck.Invalid invalid ->
              JsonNodeFactory.instance
                  .objectNode()
                  .put("arguments", request.arguments())
                  .put("problem", invalid.problem());
        };
    return new Proposal(at, tool, arguments, null);
  }

  /**
   * @param run the agent's run
   * @return the call, with what it would change: runs the tool's preview
   */
  public Proposal previewed(Agent agent, Run run, JobAddress at) {
    Proposal asked = asked(agent, at);
    ToolCallContext context =
        new ToolCallContext(IdempotencyKey.of(at), run.address(), agent.name());
    return agent
        .tools()
        .find(asked.tool().name())
        .map(tool -> asked.changing(difference(tool, asked.arguments(), context)))
        .orElse(asked);
  }

  /** Whether an equal call of the same turn, of a tool that may act only once, comes before it. */
  public boolean repeats(Agent agent, JobAddress at) {
    return calls.repeats(agent, at);
  }

  /** Whether nobody decided on this very call, or it would still do what was approved. */
  boolean isAsApproved(Agent agent, Run run, JobAddress at) {
    if (!calls.canBeAsked(agent, at)) {
      return true;
    }
    Optional<String> approved = decisions.digest(at);
    return approved.isEmpty() || approved.get().equals(previewed(agent, run, at).digest(run));
  }

  private ToolDeclaration declaration(Agent agent, String name) {
    return agent.subAgents().stream()
        .filter(subAgent -> subAgent.toolName().equals(name))
        .map(SubAgent::declaration)
        .findFirst()
        .orElseGet(() -> calls.tool(agent, name).declaration());
  }

  private @Nullable String difference(
      ToolDefinition tool, JsonNode arguments, ToolCallContext context) {
    if (tool.preview() == null) {
      return null;
    }
    return switch (runner.preview(tool, tool.preview(), arguments, context)) {
      case ToolRunner.Observed seen -> seen.text();
      case ToolRunner.Threw threw -> threw.text();
      case ToolRunner.NotBegun busy ->
          throw new OnHoldException(cannotTell(busy.reason()), ToolRunner.LOOK_AGAIN);
      case ToolRunner.TryAgain again -> cannotTell(again.reason());
      case ToolRunner.Interrupted interrupted -> cannotTell(interrupted.reason());
    };
  }

  private static String cannotTell(String reason) {
    return "What would change cannot be told: " + reason;
  }
}
