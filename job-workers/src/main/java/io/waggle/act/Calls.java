package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.agent.Agent;
import io.waggle.approval.Approvals;
import io.waggle.approval.Repetition;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.ToolCall;
import io.waggle.decision.Decisions;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.NotHeldException;
import io.waggle.engine.Place;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
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
   * Where a call is: by its number among the calls of its turn, as the journal has them.
   *
   * @param run the run, as the variables say
   * @param call as the variables say
   * @throws NeedsPersonException if there is no such turn or no such call
   */
  public JobAddress at(Run run, ToolCall call) {
    JobRecord turn = turn(run.id(), call.ref());
    if (!turn.job().scope().equals(run.path())) {
      throw new NeedsPersonException(
          "The variables refer to record '%s' of the journal, a turn of another run than '%s'. Correct them (in Operate: edit the variable) and resolve this incident."
              .formatted(call.ref(), run.address()),
          null);
    }
    List<ToolRequest> requests = requests(turn);
    for (int number = 1; number <= requests.size(); number++) {
      if (requests.get(number - 1).id().equals(call.id())) {
        return new JobAddress(run.id(), Paths.call(call.ref(), number));
      }
    }
    throw new NeedsPersonException(
        "The variable 'toolCall' has the id '%s', but the turn that it refers to, record '%s' of the journal, asked for no such call. Correct it (in Operate: edit the variable) and resolve this incident."
            .formatted(Preview.of(call.id()), call.ref()),
        null);
  }

  /**
   * As {@link #at(Run, ToolCall)}, for a job that handles the call.
   *
   * @param processInstance of the job
   * @throws NeedsPersonException also if a step in another process instance asked for the call
   */
  JobAddress at(Run run, ToolCall call, long processInstance) {
    JobAddress at = at(run, call);
    Place.requireIn(journal, run, call.ref(), processInstance);
    return at;
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
   * @param at where the call is
   */
  public ToolRequest decided(Agent agent, JobAddress at) {
    ToolRequest asked = request(agent, at);
    return !canBeAsked(agent, at)
        ? asked
        : decisions
            .editedArguments(at)
            .map(edited -> new ToolRequest(asked.id(), asked.name(), edited.toString()))
            .orElse(asked);
  }

  /**
   * Whether nothing stands against a call: nobody has to approve it, or somebody did, for it alone
   * or for all calls of its tool in the run. The journal says so; what variables say does not
   * count.
   *
   * @param run the run that calls
   * @param at where the call is
   */
  boolean mayRun(Agent agent, Run run, ToolDeclaration tool, JobAddress at) {
    if (!canBeAsked(agent, at)) {
      return true;
    }
    String asked = request(agent, at).arguments();
    JsonNode arguments =
        ArgumentCheck.check(tool, asked) instanceof ArgumentCheck.Valid valid
            ? valid.arguments()
            : JsonNodeFactory.instance.objectNode();
    return repeats(agent, at)
        ? approvals.mayRepeat(agent, run, at, tool.name(), arguments)
        : approvals.mayRun(agent, run, at, tool.name(), arguments);
  }

  /** Whether the call may run inside "Think", by the rules of its agent. */
  boolean runsInline(Agent agent, JobAddress at) {
    ToolRequest asked = request(agent, at);
    return agent.runsInline(
        asked.name(),
        condition ->
            ArgumentCheck.check(tool(agent, asked.name()).declaration(), asked.arguments())
                    instanceof ArgumentCheck.Valid valid
                && approvals.certainlyHolds(condition, valid.arguments()));
  }

  /** Whether there may be a decision on the call; where not, the journal need not be asked. */
  boolean canBeAsked(Agent agent, JobAddress at) {
    return !agent.gates().rules().isEmpty() || repeats(agent, at);
  }

  /**
   * Whether an equal call of the turn, of a tool that may act only once, comes before this one.
   *
   * @param at where the call is
   */
  public boolean repeats(Agent agent, JobAddress at) {
    List<ToolRequest> asked = requests(turnOf(at));
    return Repetition.of(agent, asked, asked.get(Paths.numberOf(at.path()) - 1).id());
  }

  /**
   * The call stands in the journal as the model wrote it; the variable is for people.
   *
   * @param agent who calls
   * @param at where the call is
   * @throws NeedsPersonException if the turn is another agent's
   */
  public ToolRequest request(Agent agent, JobAddress at) {
    JobRecord turn = turnOf(at);
    if (!turn.job().agent().equals(agent.name())) {
      throw new NeedsPersonException(
          "The variables refer to record '%s' of the journal, a turn of the agent '%s' and not of '%s'. Correct them (in Operate: edit the variable) and resolve this incident."
              .formatted(turn.ref(), turn.job().agent(), agent.name()),
          null);
    }
    return requests(turn).get(Paths.numberOf(at.path()) - 1);
  }

  /**
   * @param at where a call is
   * @return the name of the tool
   */
  String name(JobAddress at) {
    return requests(turnOf(at)).get(Paths.numberOf(at.path()) - 1).name();
  }

  /**
   * @param at where a call is
   * @return what the model said when it asked for calls; may be empty
   */
  public String said(JobAddress at) {
    List<Message> said = turnOf(at).messages();
    return said.isEmpty() ? "" : said.getLast().text();
  }

  private JobRecord turnOf(JobAddress call) {
    return turn(call.run(), Paths.turnOf(call.path()));
  }

  private JobRecord turn(String run, String ref) {
    JobRecord turn = journal.get(new JobAddress(run, ref));
    if (turn.job().type() != JobType.THINK) {
      throw new NeedsPersonException(
          "The variables refer to record '%s' of the journal, which is no turn of a step. Correct them (in Operate: edit the variable) and resolve this incident."
              .formatted(ref),
          null);
    }
    return turn;
  }

  private static List<ToolRequest> requests(JobRecord turn) {
    return turn.messages().isEmpty() ? List.of() : turn.messages().getLast().requests();
  }
}
