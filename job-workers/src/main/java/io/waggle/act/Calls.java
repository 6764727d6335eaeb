package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.agent.Agent;
import io.waggle.approval.Approvals;
import io.waggle.approval.Repetition;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.decision.Decisions;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.NotHeldException;
import io.waggle.engine.RunKeys;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.llm.Message;
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
   * Which run a call belongs to: that of the turn that asked for it.
   *
   * @param run what the variables say
   * @param turnRef the record of the turn
   * @throws NeedsPersonException if the variables name another run
   */
  public RunKeys runKeys(Run run, String turnRef) {
    return RunKeys.of(run, turn(turnRef).job());
  }

  /**
   * As {@link #runKeys(Run, String)}, for a job that handles the call.
   *
   * @param processInstance of the job
   * @throws NeedsPersonException if a step in another process instance asked for the call, or the
   *     variables name another run
   */
  RunKeys runKeys(long processInstance, Run run, String turnRef) {
    JournaledJob turn = turn(turnRef).job();
    if (turn.processInstanceKey() != processInstance) {
      throw new NeedsPersonException(
          "The variable 'toolCall' refers to record %s of the journal, a turn of the process instance %d and not of this one, %d. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(turnRef, turn.processInstanceKey(), processInstance),
          null);
    }
    return RunKeys.of(run, turn);
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
                new NotHeldException(
                    name,
                    "The agent '%s' has no tool '%s' any more, which this run calls. Start a worker that has it and resolve this incident."
                        .formatted(agent.name(), name)));
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
    ToolRequest asked = request(agent, turnRef, callId);
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
    String asked = request(agent, turnRef, callId).arguments();
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
    return Repetition.of(agent, requests(turn(turnRef)), callId);
  }

  /**
   * The call stands in the journal as the model wrote it; the variable is for people.
   *
   * @param agent who calls
   * @param turnRef the record of the turn that asked for the call
   * @param callId the call's id
   * @throws NeedsPersonException if the turn is another agent's, or it is the id of several calls
   */
  public ToolRequest request(Agent agent, String turnRef, String callId) {
    JobRecord turn = turn(turnRef);
    if (!turn.job().agent().equals(agent.name())) {
      throw new NeedsPersonException(
          "The variables refer to record %s of the journal, a turn of the agent '%s' and not of '%s'. Correct them (in Operate: edit the variable) and resolve this incident."
              .formatted(turnRef, turn.job().agent(), agent.name()),
          null);
    }
    return request(turn, callId);
  }

  /**
   * @param turnRef the record of the turn that asked for the call
   * @param callId the call's id
   * @return the name of the tool
   */
  String name(String turnRef, String callId) {
    return request(turn(turnRef), callId).name();
  }

  /**
   * @param turnRef the record of a turn
   * @return what the model said when it asked for calls; may be empty
   */
  public String said(String turnRef) {
    List<Message> said = turn(turnRef).messages();
    return said.isEmpty() ? "" : said.getLast().text();
  }

  private JobRecord turn(String turnRef) {
    JobRecord turn = journal.get(turnRef);
    if (turn.job().type() != JobType.THINK) {
      throw new NeedsPersonException(
          "The variables refer to record %s of the journal, which is no turn of a step. Correct them (in Operate: edit the variable) and resolve this incident."
              .formatted(turnRef),
          null);
    }
    return turn;
  }

  private static List<ToolRequest> requests(JobRecord turn) {
    return turn.messages().isEmpty() ? List.of() : turn.messages().getLast().requests();
  }

  private static ToolRequest request(JobRecord turn, String callId) {
    List<ToolRequest> found =
        requests(turn).stream().filter(request -> request.id().equals(callId)).toList();
    if (found.size() > 1) {
      throw new NeedsPersonException(
          "The journal's record %s has %d tool calls with the id '%s', as an earlier version of Waggle wrote them: which one is meant cannot be told, and none is made. Cancel the run."
              .formatted(turn.ref(), found.size(), callId),
          null);
    }
    return found.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new NeedsPersonException(
                    "The variable 'toolCall' has the id '%s', but the turn that it refers to, record %s of the journal, asked for no such call. Correct it (in Operate: edit the variable) and resolve this incident."
                        .formatted(Preview.of(callId), turn.ref()),
                    null));
  }
}
