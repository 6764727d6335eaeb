package io.waggle.agent;

import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Limits;
import io.waggle.skill.Skill;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolDefinition;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An agent's definition: what it is told, what it may use, and what a person decides. Made with
 * {@link #named}, or from a Markdown file by {@link AgentFiles}. It lives with the worker alone;
 * everybody else knows its name.
 *
 * @param name unique among all agents of a cluster, for it is part of the job types: 1 to 63 of
 *     {@code a-z}, {@code 0-9} and, inside, {@code -}
 * @param description what it is good for, for agents that may ask it and for people; may be empty
 * @param models {@code provider:name}, for example {@code openai:gpt-5-mini}; those after the first
 *     are asked, one after the other, where the ones before fail
 * @param instructions the system prompt
 * @param tools what it may call
 * @param subAgents whom it may ask
 * @param planning whether it makes a plan first
 * @param gates what people decide
 * @param limits how far a run may go; what is absent is {@link Limits#DEFAULT}'s
 * @param undoOnFailure whether what a run's tools did is undone when the run fails or is rejected
 * @param result what the result of a run has to be; null: it is a text
 * @param skills instructions that it can read when it needs them; its tools include the one that
 *     reads them
 * @param memory what it remembers beyond its runs; null: nothing. Its tools are the worker's, which
 *     adds them.
 * @param inline which tool calls run inside "Think", see {@link AgentBuilder#inline}; empty: none.
 *     It says where calls run and not what the agent does, so it is no part of {@link #digest}: a
 *     run goes on though it was changed.
 */
public record Agent(
    String name,
    String description,
    List<String> models,
    String instructions,
    ToolBox tools,
    List<SubAgent> subAgents,
    Planning planning,
    Gates gates,
    Limits limits,
    boolean undoOnFailure,
    @Nullable ResultType result,
    List<Skill> skills,
    @Nullable Memory memory,
    List<ToolRule> inline) {

  /**
   * @throws io.waggle.tool.DefinitionException if anything is wrong with it
   */
  public Agent {
    description = description.strip();
    models = models.stream().map(String::strip).toList();
    instructions = instructions.strip();
    subAgents = List.copyOf(subAgents);
    skills = List.copyOf(skills);
    inline = List.copyOf(inline);
    gates = gates.with(tools);
    AgentRules.check(name, models, instructions);
    AgentRules.checkTools(name, tools, subAgents);
    AgentRules.checkSkills(name, skills);
    GateRules.check(name, gates, tools, subAgents);
    InlineRules.check(name, inline, tools, memory != null);
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
   * Tells this definition from others of the same name, of earlier and later deploys: a digest of
   * all that is said in it, the tools' schemas and effects included, but not of the tools' code.
   *
   * @return 16 hexadecimal digits, the same in every JVM
   */
  public String digest() {
    return AgentDocument.digest(document());
  }

  /**
   * All that is said in this definition, for whoever looks back at what an agent did with it.
   *
   * @return what {@link #digest} is a digest of, as JSON
   */
  public String document() {
    return AgentDocument.of(this);
  }

  /**
   * @param toolName a tool's name, or a sub-agent's {@link SubAgent#toolName()}
   * @param holds whether the condition of a rule, a FEEL expression, holds for the call's arguments
   * @return who approves the call, and for how long; empty if it runs without asking
   */
  public Optional<GatePolicy> approval(String toolName, Predicate<String> holds) {
    Effect effect = tools.find(toolName).map(ToolDefinition::effect).orElse(null);
    return gates.approval(toolName, effect, holds);
  }

  /**
   * As {@link #approval}, by which rule.
   *
   * @return the number of the rule, 1 for the first; empty if the call runs without asking
   */
  public OptionalInt rule(String toolName, Predicate<String> holds) {
    Effect effect = tools.find(toolName).map(ToolDefinition::effect).orElse(null);
    return gates.rule(toolName, effect, holds);
  }

  /**
   * @return the model that is asked first, {@code provider:name}
   */
  public String model() {
    return models.getFirst();
  }

  /**
   * @param toolName a tool's name
   * @param holds whether the condition of a rule, a FEEL expression, holds for the call's arguments
   * @return whether the call may run inside "Think", where nothing else stands against it
   */
  public boolean runsInline(String toolName, Predicate<String> holds) {
    return tools.find(toolName).filter(tool -> InlineRules.allow(inline, tool, holds)).isPresent();
  }

  /**
   * @param other {@code provider:name}
   * @return the same agent on another model, with no other to fall back to
   */
  public Agent withModel(String other) {
    return with(List.of(other), instructions, tools, subAgents);
  }

  /**
   * @param others what the model is told before all else
   * @return the same agent with other instructions
   */
  public Agent withInstructions(String others) {
    return with(models, others, tools, subAgents);
  }

  /**
   * @param others what it may call, in place of its tools
   * @return the same agent with other tools
   */
  public Agent withTools(ToolBox others) {
    return with(models, instructions, others, subAgents);
  }

  Agent withSubAgents(List<SubAgent> others) {
    return with(models, instructions, tools, others);
  }

  private Agent with(
      List<String> otherModels,
      String otherInstructions,
      ToolBox otherTools,
      List<SubAgent> otherSubAgents) {
    return new Agent(
        name,
        description,
        otherModels,
        otherInstructions,
        otherTools,
        otherSubAgents,
        planning,
        gates,
        limits,
        undoOnFailure,
        result,
        skills,
        memory,
        inline);
  }
}
