package io.waggle.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.Preview;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step as the model wrote it, and as the journal keeps it.
 *
 * @param id unique within the run
 * @param title a few words
 * @param instruction what is to be done, whole
 * @param agent the sub-agent that does it; null: the agent itself
 * @param dependsOn ids of steps whose results it needs
 * @param replanAfter whether to look at the plan again after it
 */
public record PlannedStep(
    @JsonProperty(required = true) @JsonPropertyDescription("Short and unique, for example s1.")
        String id,
    @JsonProperty(required = true) @JsonPropertyDescription("What the step does, in a few words.")
        String title,
    @JsonProperty(required = true)
        @JsonPropertyDescription(
            "What exactly is to be done and what the result should contain. Whoever does it sees the"
                + " task, this text and the results of the steps named in dependsOn, nothing else.")
        String instruction,
    @JsonPropertyDescription("Name of the sub-agent that does the step; null: you do it yourself.")
        @Nullable String agent,
    @JsonPropertyDescription(
            "Ids of the steps whose results this one needs. Steps that do not wait for each other run"
                + " at the same time. If no step of the plan depends on another, they run one after"
                + " the other.")
        @Nullable List<String> dependsOn,
    @JsonPropertyDescription("True if the rest can only be planned once this step is done.")
        @Nullable Boolean replanAfter) {

  static final int TITLE_LENGTH = 100;

  public PlannedStep {
    dependsOn =
        dependsOn == null
            ? List.of()
            : dependsOn.stream().filter(Objects::nonNull).distinct().toList();
    agent = agent == null || agent.isBlank() ? null : agent;
  }

  /**
   * @return ids of the steps whose results it needs; empty if there are none
   */
  public List<String> needs() {
    return dependsOn == null ? List.of() : dependsOn;
  }

  /**
   * @param at path of the step
   */
  PlanStep toPlanStep(String at) {
    return new PlanStep(
        id,
        Preview.of(title, TITLE_LENGTH),
        Preview.of(instruction),
        agent,
        needs(),
        Boolean.TRUE.equals(replanAfter),
        at);
  }
}
