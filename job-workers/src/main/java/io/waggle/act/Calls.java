package io.waggle.act;

import io.waggle.agent.Agent;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.Journal;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.ToolDefinition;

/** Finds what a tool call refers to: the tool, and the arguments as the model wrote them. */
public final class Calls {
  private final Journal journal;

  public Calls(Journal journal) {
    this.journal = journal;
  }

  /**
   * @throws NeedsPersonException if the agent does not have the tool
   */
  ToolDefinition tool(Agent agent, String name) {
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
   * The arguments stand in the journal as the model wrote them; the variable is for people.
   *
   * @param turnRef the record of the turn that asked for the call
   * @param callId the call's id
   */
  public ToolRequest request(String turnRef, String callId) {
    return journal.get(turnRef).messages().getLast().requests().stream()
        .filter(request -> request.id().equals(callId))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The journal's record %s has no tool call '%s'.".formatted(turnRef, callId)));
  }
}
