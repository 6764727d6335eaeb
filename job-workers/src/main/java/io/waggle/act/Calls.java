package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.agent.Agent;
import io.waggle.approval.Approvals;
import io.waggle.approval.Repetition;
import io.waggle.decision.Decisions;
import io.waggle.engine.NeedsPersonException;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.journal.Journal;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.ToolDefinition;
import java.util.List;

/** Finds what a tool call refers to: the tool, and the arguments as the model wrote them. */
public final class Calls {
  private final Journal journal;
  private final Decisions decisions;
  private final Approvals approvals;

  public Calls(Journal journal, Decisions decisions, Approvals approvals) {
    this.journal = journal;
    this.decisions = decisions;
    this.approvals = approvals;
  }

  /**
   * @throws NeedsPersonException if the agent does not have the tool
   */
  public ToolDefinition tool(Agent agent, String name) {
    return agent
        .tools()
        .find(name)
        .orElseThrow(
            () ->
                new NeedsPersonException(
                    "The agent '%s' has no tool '%s' any more, which this run calls. Start a worker that has it and resolve this incident."
                        .formatted(agent.name(), name),
                    null));
  }

  /**
   * A call as it is to run: with the arguments that a person gave it, where a person did.
   *
   * @param agent who calls
   * @param runKey the agent's run
   * @param turnRef the record of the turn that asked for the call
   * @param callId the call's id
   */
  public ToolRequest decided(Agent agent, String runKey, String turnRef, String callId) {
    ToolRequest asked = request(turnRef, callId);
    return !canBeAsked(agent, turnRef, callId)
        ? asked
        : decisions
            .editedArguments(runKey, turnRef, callId)
            .map(edited -> new ToolRequest(asked.id(), asked.name(), edited.toString()))
            .orElse(asked);
  }

  /**
   * Whether nothing stands against a call: nobody has to approve it, or somebody did, for it alone
   * or for all calls of its tool in the run. The journal says so; what variables say does not
   * count.
   *
   * @param turnRef the record of the turn that asked for the call
   */
  boolean mayRun(Agent agent, String runKey, ToolDeclaration tool, String turnRef, String callId) {
    if (!canBeAsked(agent, turnRef, callId)) {
      return true;
    }
    String asked = request(turnRef, callId).arguments();
    JsonNode arguments =
        ArgumentCheck.check(tool, asked) instanceof ArgumentCheck.Valid valid
            ? valid.arguments()
            : JsonNodeFactory.instance.objectNode();
    return repeats(agent, turnRef, callId)
        ? approvals.mayRepeat(agent, runKey, turnRef, callId, tool.name(), arguments)
        : approvals.mayRun(agent, runKey, turnRef, callId, tool.name(), arguments);
  }

  /** Whether there may be a decision on the call; where not, the journal need not be asked. */
  boolean canBeAsked(Agent agent, String turnRef, String callId) {
    return !agent.gates().rules().isEmpty() || repeats(agent, turnRef, callId);
  }

  /**
   * Whether an equal call of the turn, of a tool that may act only once, comes before this one.
   *
   * @param turnRef the record of the turn that asked for the call
   * @param callId the call's id
   */
  public boolean repeats(Agent agent, String turnRef, String callId) {
    return Repetition.of(agent, requests(turnRef), callId);
  }

  private List<ToolRequest> requests(String turnRef) {
    return journal.get(turnRef).messages().getLast().requests();
  }

  /**
   * The arguments stand in the journal as the model wrote them; the variable is for people.
   *
   * @param turnRef the record of the turn that asked for the call
   * @param callId the call's id
   * @throws NeedsPersonException if it is the id of several calls
   */
  public ToolRequest request(String turnRef, String callId) {
    List<ToolRequest> found =
        requests(turnRef).stream().filter(request -> request.id().equals(callId)).toList();
    if (found.size() > 1) {
      throw new NeedsPersonException(
          "The journal's record %s has %d tool calls with the id '%s', as an earlier version of Waggle wrote them: which one is meant cannot be told, and none is made. Cancel the run."
              .formatted(turnRef, found.size(), callId),
          null);
    }
    return found.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The journal's record %s has no tool call '%s'.".formatted(turnRef, callId)));
  }
}
