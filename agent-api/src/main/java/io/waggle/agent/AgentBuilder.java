package io.waggle.agent;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Limits;
import io.waggle.skill.Skill;
import io.waggle.skill.SkillTool;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.ToolBox;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects an {@link Agent}'s definition; {@link #build} checks it. Not safe for use by threads.
 */
public final class AgentBuilder {
  private final String name;
  private final List<Object> tools = new ArrayList<>();
  private final List<Skill> skills = new ArrayList<>();
  private final List<SubAgent> subAgents = new ArrayList<>();
  private final List<String> subAgentNames = new ArrayList<>();
  private final Map<GateKind, GatePolicy> policies = new EnumMap<>(GateKind.class);
  private final Set<GateKind> open = EnumSet.noneOf(GateKind.class);
  private final List<ToolRule> rules = new ArrayList<>();
  private final List<ToolRule> inline = new ArrayList<>();
  private String description = "";
  private List<String> models = List.of();
  private String instructions = "";
  private Planning planning = Planning.AUTO;
  private Limits limits = Limits.NONE;
  private GatePolicy policy = GatePolicy.DEFAULT;
  private boolean undoOnFailure;
  private @Nullable Memory memory;
  private @Nullable Supplier<ResultType> result;

  AgentBuilder(String name) {
    this.name = name;
  }

  /**
   * @param text what the agent is good for; needed where other agents ask it; default: nothing
   */
  public AgentBuilder description(String text) {
    this.description = text;
    return this;
  }

  /**
   * @param reference {@code provider:name}, for example {@code openai:gpt-5-mini}; has no default
   * @param fallbacks asked in their order where the ones before fail; default: none
   */
  public AgentBuilder model(String reference, String... fallbacks) {
    return models(Stream.concat(Stream.of(reference), Stream.of(fallbacks)).toList());
  }

  AgentBuilder models(List<String> references) {
    this.models = List.copyOf(references);
    return this;
  }

  /**
   * @param text the system prompt; has no default
   */
  public AgentBuilder instructions(String text) {
    this.instructions = text;
    return this;
  }

  /**
   * Adds tools; default: none.
   *
   * @param holders objects with methods annotated {@link io.waggle.tool.Tool}, or {@link
   *     io.waggle.tool.ToolDefinition}s, or collections of these
   */
  public AgentBuilder tools(Object... holders) {
    tools.addAll(List.of(holders));
    return this;
  }

  /**
   * Adds skills; default: none. The agent is told their names and descriptions, and reads the rest
   * with a tool of its own, {@value SkillTool#NAME}.
   *
   * @param folders each a skill or a folder of skills, see {@link Skill#in}; relative ones are
   *     looked for where the process was started
   * @throws DefinitionException if one of them has no skill, or a faulty one
   */
  public AgentBuilder skills(Path... folders) {
    try {
      Stream.of(folders).map(Skill::in).forEach(skills::addAll);
    } catch (DefinitionException e) {
      throw new DefinitionException("Agent '%s': %s".formatted(name, e.getMessage()), e);
    }
    return this;
  }

  /**
   * Adds skills; as {@link #skills(Path...)}.
   *
   * @param some for example those of {@link Skill#onClassPath}
   */
  public AgentBuilder skills(Collection<Skill> some) {
    skills.addAll(some);
    return this;
  }

  /**
   * Lets the agent remember facts beyond its runs; default: it remembers nothing.
   *
   * @param some whose memory it is, and how much it holds
   */
  public AgentBuilder memory(Memory some) {
    this.memory = some;
    return this;
  }

  /**
   * Adds sub-agents that the same worker holds; default: none.
   *
   * @param names agents' names; its own is allowed, the depth of nesting is limited
   */
  public AgentBuilder subAgents(String... names) {
    subAgentNames.addAll(List.of(names));
    return this;
  }

  /** Adds a sub-agent that may be held by another worker, or be any BPMN process. */
  public AgentBuilder subAgent(SubAgent subAgent) {
    subAgents.add(subAgent);
    return this;
  }

  /**
   * @param choice default {@link Planning#AUTO}
   */
  public AgentBuilder planning(Planning choice) {
    this.planning = choice;
    return this;
  }

  /** Lets a person approve each plan; default: nobody does. */
  public AgentBuilder approvePlan() {
    open.add(GateKind.PLAN);
    return this;
  }

  /**
   * Lets a person approve each call of some tools; default: nobody does.
   *
   * @param patterns tools' names, with {@code *} for any characters; a sub-agent's is {@code
   *     ask_<name>} with {@code _} for {@code -}
   */
  public AgentBuilder approveTools(String... patterns) {
    Stream.of(patterns).map(ToolRule::calls).forEach(rules::add);
    return this;
  }

  /**
   * Lets a person approve some tool calls; default: nobody does.
   *
   * @param some which calls, and who; where several rules fit a call, the first one names who
   */
  public AgentBuilder approve(ToolRule... some) {
    rules.addAll(List.of(some));
    return this;
  }

  /**
   * Lets some tool calls run inside "Think", together with the turns that follow them, as long as
   * all calls of a turn may; default: none, so that the diagram shows each call. Every turn and
   * call is recorded for itself all the same. A turn with a call that a person approves, or that
   * the process has to make, goes on in the process.
   *
   * @param some which calls: those of tools whose effect is {@link io.waggle.tool.Effect#READ}, and
   *     of those whose effect is {@link io.waggle.tool.Effect#IDEMPOTENT} where the rule names it;
   *     for example {@code ToolRule.calls("*")}. A rule here has no policy.
   */
  public AgentBuilder inline(ToolRule... some) {
    inline.addAll(List.of(some));
    return this;
  }

  /** Lets the agent ask a person; default: it cannot. */
  public AgentBuilder askHuman() {
    open.add(GateKind.QUESTION);
    return this;
  }

  /** Asks a person when a limit is reached; default: the run stops softly. */
  public AgentBuilder extendLimits() {
    open.add(GateKind.LIMIT);
    return this;
  }

  /**
   * @param some default {@link Limits#NONE}: those of {@link Limits#DEFAULT} hold
   */
  public AgentBuilder limits(Limits some) {
    this.limits = some;
    return this;
  }

  /**
   * @param some who is asked at all gates, and for how long; default {@link GatePolicy#DEFAULT}
   */
  public AgentBuilder gate(GatePolicy some) {
    this.policy = some;
    return this;
  }

  /**
   * @param kind one kind of gate
   * @param some who is asked there, and for how long; default: as at all gates
   */
  public AgentBuilder gate(GateKind kind, GatePolicy some) {
    policies.put(kind, some);
    return this;
  }

  /**
   * Undoes what the tools of a run did, newest first, when the run fails or is rejected; default:
   * it stays done. Tools that do not say how they are undone are left alone.
   */
  public AgentBuilder undoOnFailure() {
    this.undoOnFailure = true;
    return this;
  }

  /**
   * Gives the result of a run a type; default: it is a text. See {@link ResultType}.
   *
   * @param type a record or another class, or a generic type such as a list of records
   */
  public AgentBuilder result(Type type) {
    this.result = () -> ResultType.of(type);
    return this;
  }

  /**
   * Gives the result of a run a type; default: it is a text. See {@link ResultType}.
   *
   * @param jsonSchema JSON Schema 2020-12, as JSON
   */
  public AgentBuilder result(String jsonSchema) {
    this.result = () -> ResultType.ofSchema(jsonSchema);
    return this;
  }

  AgentBuilder result(ResultType type) {
    this.result = () -> type;
    return this;
  }

  /**
   * @throws DefinitionException with a sentence that names the agent, if anything is wrong with it
   */
  public Agent build() {
    ToolBox box;
    @Nullable ResultType typed;
    List<SubAgent> helpers = new ArrayList<>();
    try {
      box = ToolBox.of(tools.toArray());
      box = skills.isEmpty() ? box : AgentRules.withSkills(name, box, skills);
      typed = result == null ? null : result.get();
      subAgentNames.forEach(helper -> helpers.add(SubAgent.named(helper)));
    } catch (IllegalArgumentException e) {
      throw new DefinitionException("Agent '%s': %s".formatted(name, e.getMessage()), e);
    }
    if (memory != null) {
      AgentRules.checkNoMemoryTools(name, box);
    }
    helpers.addAll(subAgents);
    return new Agent(
        name,
        description,
        models,
        instructions,
        box,
        helpers,
        planning,
        new Gates(policy, policies, open, rules),
        limits,
        undoOnFailure,
        typed,
        skills,
        memory,
        inline);
  }
}
