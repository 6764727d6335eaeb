package io.waggle.agent;

import io.waggle.bpmn.Gate;
import io.waggle.bpmn.Limits;
import io.waggle.tool.ToolBox;
import java.util.List;
import java.util.Set;

/**
 * An agent's definition: what it is told, what it may use, and what a person decides. Made with
 * {@link #named}, or from a Markdown file by {@link AgentFiles}. It lives with the worker alone;
 * everybody else knows its name.
 *
 * @param name unique among all agents of a cluster, for it is part of the job types: 1 to 63 of
 *     {@code a-z}, {@code 0-9} and, inside, {@code -}
 * @param description what it is good for, for agents that may ask it and for people; may be empty
 * @param model {@code provider:name}, for example {@code openai:gpt-5-mini}
 * @param instructions the system prompt
 * @param tools what it may call
 * @param subAgents whom it may ask
 * @param planning whether it makes a plan first
 * @param approvePlan whether a person approves its plan
 * @param approvedTools names of the tools, sub-agents' included, whose calls a person approves
 * @param askHuman whether it may ask a person
 * @param limits how far a run may go; what is absent is {@link Limits#DEFAULT}'s
 * @param gate who is asked at its user tasks, and for how long
 * @param undoOnFailure whether what a run's tools did is undone when the run fails or is rejected
 */
public record Agent(
    String name,
    String description,
    String model,
    String instructions,
    ToolBox tools,
    List<SubAgent> subAgents,
    Planning planning,
    boolean approvePlan,
    Set<String> approvedTools,
    boolean askHuman,
    Limits limits,
    Gate gate,
    boolean undoOnFailure) {

  /**
   * @throws io.waggle.tool.DefinitionException if anything is wrong with it
   */
  public Agent {
    description = description.strip();
    model = model.strip();
    instructions = instructions.strip();
    subAgents = List.copyOf(subAgents);
    approvedTools = Set.copyOf(approvedTools);
    AgentRules.check(name, model, instructions);
    AgentRules.checkTools(name, tools, subAgents, approvedTools);
    AgentRules.checkGate(name, gate);
  }

  /**
   * Begins a definition.
   *
   * @param name see {@link Agent}
   */
  public static AgentBuilder named(String name) {
    return new AgentBuilder(name);
  }

  /**
   * @param toolName a tool's name, or a sub-agent's {@link SubAgent#toolName()}
   * @return whether a person approves each call of it
   */
  public boolean needsApproval(String toolName) {
    return approvedTools.contains(toolName);
  }

  Agent withSubAgents(List<SubAgent> others) {
    return new Agent(
        name,
        description,
        model,
        instructions,
        tools,
        others,
        planning,
        approvePlan,
        approvedTools,
        askHuman,
        limits,
        gate,
        undoOnFailure);
  }
}
