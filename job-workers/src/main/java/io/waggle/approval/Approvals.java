package io.waggle.approval;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Run;
import io.waggle.decision.Decisions;
import io.waggle.journal.JobAddress;
import io.waggle.tool.DefinitionException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells which plans and tool calls need a person's approval, by the rules of the agents, and which
 * have it, by the journal. Safe for use by many threads.
 */
public final class Approvals {
  private final Conditions conditions;
  private final Decisions decisions;

  /**
   * Reads the conditions of all rules.
   *
   * @param agents that this is asked about
   * @throws DefinitionException with a sentence that names the agent and where it was found, if one
   *     of the conditions is not FEEL
   */
  public Approvals(Agents agents, Decisions decisions) {
    this.conditions = Conditions.of(agents);
    this.decisions = decisions;
  }

  /**
   * Reads the conditions of further rules.
   *
   * @param agents that this is asked about, besides those before
   * @throws DefinitionException as the constructor
   */
  public void add(Agents agents) {
    conditions.add(agents);
  }

  /**
   * @param tool a tool's name, or a sub-agent's {@link io.waggle.agent.SubAgent#toolName()}
   * @param arguments of the call
   * @return who approves the call, and for how long; empty if it runs without asking
   */
  public Optional<GatePolicy> policy(Agent agent, String tool, JsonNode arguments) {
    return agent.approval(tool, condition -> mayHold(condition, arguments));
  }

  /**
   * @param tool a tool's name, or a sub-agent's {@link io.waggle.agent.SubAgent#toolName()}
   * @param arguments of the call
   * @return the number of the agent's rule by which somebody approves the call, 1 for the first;
   *     empty if none does
   */
  public OptionalInt rule(Agent agent, String tool, JsonNode arguments) {
    return agent.rule(tool, condition -> mayHold(condition, arguments));
  }

  /** Where that cannot be told, a person is asked. */
  private boolean mayHold(String condition, JsonNode arguments) {
    return conditions.hold(condition, arguments).orElse(true);
  }

  /**
   * @param condition of a rule of one of the agents
   * @param arguments of a call
   * @return whether it holds; false also where that cannot be told
   */
  public boolean certainlyHolds(String condition, JsonNode arguments) {
    return conditions.hold(condition, arguments).orElse(false);
  }

  /**
   * @param run the run that calls
   * @return whether a person is asked before the call runs: somebody has to approve it, and nobody
   *     who may has approved all calls of the tool in this run
   */
  public boolean isAsked(Agent agent, Run run, String tool, JsonNode arguments) {
    return policy(agent, tool, arguments)
        .filter(policy -> !decisions.approvedForRun(run, tool, policy))
        .isPresent();
  }

  /**
   * As {@link #isAsked}, for a call that repeats another one of its turn: that is always asked
   * about.
   */
  public boolean isRepetitionAsked(Agent agent, Run run, String tool, JsonNode arguments) {
    return !decisions.approvedForRun(run, tool, repeated(agent, tool, arguments));
  }

  /** As {@link #mayRun}, for a call that repeats another one of its turn. */
  public boolean mayRepeat(Agent agent, Run run, JobAddress at, String tool, JsonNode arguments) {
    return decisions.approved(run, at, tool, repeated(agent, tool, arguments));
  }

  private GatePolicy repeated(Agent agent, String tool, JsonNode arguments) {
    return policy(agent, tool, arguments).orElseGet(() -> agent.gates().policy(GateKind.TOOL_CALL));
  }

  /**
   * @param run the run that calls
   * @param at where the call is
   * @return whether nothing stands against the call: nobody has to approve it, or somebody did, for
   *     it alone or for all calls of the tool in this run
   */
  public boolean mayRun(Agent agent, Run run, JobAddress at, String tool, JsonNode arguments) {
    return policy(agent, tool, arguments)
        .map(policy -> decisions.approved(run, at, tool, policy))
        .orElse(true);
  }

  /**
   * @param run the run that is to work on the plan
   * @param planRef the plan: its own record, or that of the decision that changed it
   * @return whether nobody has to approve the plan, or somebody did
   */
  public boolean mayWorkOn(Agent agent, Run run, String planRef) {
    return !agent.gates().ask(GateKind.PLAN) || decisions.approvedPlan(run, planRef);
  }

  /**
   * @param run as the variables name it
   * @param step process instance of a step
   * @return false if the cluster says that another run has called the step
   */
  public boolean isStepOf(Run run, long step) {
    return decisions.isStepOf(run, step);
  }
}
