package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.waggle.bpmn.Gate;
import io.waggle.bpmn.Limits;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The front matter of an agent's Markdown file. What is absent has {@link AgentBuilder}'s default.
 *
 * @param name see {@link Agent}
 * @param description see {@link Agent}
 * @param model see {@link Agent}
 * @param planning {@code always}, {@code never} or {@code auto}
 * @param tools names of tools, or of beans that hold some
 * @param subAgents agents' names, or objects with {@code name}, {@code description} and {@code
 *     process}
 * @param approvePlan whether a person approves the plan
 * @param approveTools names of the tools whose calls a person approves
 * @param askHuman whether the agent may ask a person
 * @param limits see {@link Limits}
 * @param gate see {@link Gate}
 * @param undoOnFailure whether what a run did is undone when it fails or is rejected
 */
record AgentFile(
    @Nullable String name,
    @Nullable String description,
    @Nullable String model,
    @Nullable Planning planning,
    @Nullable List<String> tools,
    @Nullable List<SubAgentEntry> subAgents,
    @Nullable Boolean approvePlan,
    @Nullable List<String> approveTools,
    @Nullable Boolean askHuman,
    @Nullable Limits limits,
    @Nullable GateEntry gate,
    @Nullable Boolean undoOnFailure) {

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

  /** A gate of which members may be absent. */
  record GateEntry(
      @Nullable List<String> candidateGroups,
      @Nullable String dueAfter,
      @Nullable String expiresAfter) {

    Gate gate() {
      return new Gate(
          list(candidateGroups),
          dueAfter == null ? Gate.DEFAULT.dueAfter() : dueAfter,
          expiresAfter == null ? Gate.DEFAULT.expiresAfter() : expiresAfter);
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
            .model(text(model))
            .instructions(instructions)
            .approveTools(list(approveTools).toArray(String[]::new));
    list(subAgents).forEach(entry -> agent.subAgent(entry.subAgent()));
    if (planning != null) {
      agent.planning(planning);
    }
    if (Boolean.TRUE.equals(approvePlan)) {
      agent.approvePlan();
    }
    if (Boolean.TRUE.equals(askHuman)) {
      agent.askHuman();
    }
    if (limits != null) {
      agent.limits(limits);
    }
    if (gate != null) {
      agent.gate(gate.gate());
    }
    if (Boolean.TRUE.equals(undoOnFailure)) {
      agent.undoOnFailure();
    }
    return agent;
  }

  List<String> toolNames() {
    return list(tools);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }
}
