package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Limits;
import io.waggle.tool.ToolDefinition;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The front matter of an agent's Markdown file. What is absent has {@link AgentBuilder}'s default.
 *
 * @param name see {@link Agent}
 * @param description see {@link Agent}
 * @param model one, or a list of those that are asked one after the other; see {@link Agent}
 * @param planning {@code always}, {@code never} or {@code auto}
 * @param tools names of tools, or of beans that hold some
 * @param files a folder, or an object with {@code folder} and {@code write}: see {@link
 *     io.waggle.files.FileTools}
 * @param skills folders beside this file, each a skill or a folder of skills; or one of them
 * @param memory whether it remembers facts beyond its runs, or an object with {@code subject},
 *     {@code maxFacts} and {@code maxFactLength}
 * @param subAgents agents' names, or objects with {@code name}, {@code description} and {@code
 *     process}
 * @param approvePlan whether a person approves the plan, or who
 * @param approveTools names of the tools whose calls a person approves, or more about which calls
 * @param inline whether calls that only read run inside "Think", or which calls do: names of tools,
 *     or rules as those of {@code approveTools}
 * @param askHuman whether the agent may ask a person, or whom
 * @param extendLimits whether a person is asked when a limit is reached, or who
 * @param inDoubt who is asked about calls in doubt
 * @param limits see {@link Limits}
 * @param gate who is asked where nothing else is said, see {@link io.waggle.bpmn.GatePolicy}
 * @param undoOnFailure whether what a run did is undone when it fails or is rejected
 * @param result JSON Schema of a run's result, or the name of a file beside this one that has it
 */
record AgentFile(
    @Nullable String name,
    @Nullable String description,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> model,
    @Nullable Planning planning,
    @Nullable List<String> tools,
    @Nullable FilesEntry files,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        @Nullable List<String> skills,
    @Nullable MemoryEntry memory,
    @Nullable List<SubAgentEntry> subAgents,
    @Nullable GateSwitch approvePlan,
    @Nullable List<ToolRuleEntry> approveTools,
    @Nullable InlineEntry inline,
    @Nullable GateSwitch askHuman,
    @Nullable GateSwitch extendLimits,
    @Nullable GateEntry inDoubt,
    @Nullable Limits limits,
    @Nullable GateEntry gate,
    @Nullable Boolean undoOnFailure,
    @Nullable JsonNode result) {

  /** A sub-agent: a name alone, or with more about it. */
  record SubAgentEntry(
      @Nullable String name, @Nullable String description, @Nullable String process) {

    @JsonCreator
    SubAgentEntry(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("description") @Nullable String description,
        @JsonProperty("process") @Nullable String process) {
      this.name = name;
      this.description = description;
      this.process = process;
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SubAgentEntry named(String name) {
      return new SubAgentEntry(name, null, null);
    }

    SubAgent subAgent() {
      return new SubAgent(text(name), text(description), process);
    }
  }

  /**
   * @param instructions the body of the file
   * @return a definition that has everything but its tools
   */
  AgentBuilder begin(String instructions) {
    var agent =
        Agent.named(text(name))
            .description(text(description))
            .models(list(model))
            .instructions(instructions);
    list(subAgents).forEach(entry -> agent.subAgent(entry.subAgent()));
    if (planning != null) {
      agent.planning(planning);
    }
    if (limits != null) {
      agent.limits(limits);
    }
    beginGates(agent);
    if (memory != null && memory.on()) {
      agent.memory(memory.memory());
    }
    if (Boolean.TRUE.equals(undoOnFailure)) {
      agent.undoOnFailure();
    }
    return agent;
  }

  private void beginGates(AgentBuilder agent) {
    GatePolicy policy = gate == null ? GatePolicy.DEFAULT : gate.over(GatePolicy.DEFAULT);
    agent.gate(policy);
    GateSwitch.apply(approvePlan, agent::approvePlan, GateKind.PLAN, agent, policy);
    GateSwitch.apply(askHuman, agent::askHuman, GateKind.QUESTION, agent, policy);
    GateSwitch.apply(extendLimits, agent::extendLimits, GateKind.LIMIT, agent, policy);
    if (inDoubt != null) {
      agent.gate(GateKind.IN_DOUBT, inDoubt.over(policy));
    }
    list(approveTools).forEach(entry -> agent.approve(entry.rule(policy)));
    if (inline != null) {
      inline.rules().forEach(entry -> agent.inline(entry.rule(policy)));
    }
  }

  List<String> toolNames() {
    return list(tools);
  }

  List<String> skillFolders() {
    return list(skills);
  }

  List<ToolDefinition> fileTools() {
    return files == null ? List.of() : files.tools();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }
}
