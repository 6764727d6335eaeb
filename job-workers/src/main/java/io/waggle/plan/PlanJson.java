package io.waggle.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan's steps with their whole instructions, as the journal keeps them. */
public final class PlanJson {
  /** Stands for the instruction of a step that is the whole task. */
  public static final String WHOLE_TASK = "Do the task.";

  private static final TypeReference<List<PlannedStep>> STEPS = new TypeReference<>() {};

  private final ObjectMapper mapper;

  public PlanJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  JsonNode tree(List<PlannedStep> steps) {
    return mapper.valueToTree(steps);
  }

  String write(List<PlannedStep> steps) {
    try {
      return mapper.writeValueAsString(steps);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * @param journal where the plan is
   * @param run the run
   * @param planRef the record of the plan
   * @param stepId one of its steps
   * @return what is to be done, whole
   */
  public String instruction(Journal journal, Run run, String planRef, String stepId) {
    return steps(journal, run, planRef).stream()
        .filter(step -> step.id().equals(stepId))
        .map(PlannedStep::instruction)
        .findFirst()
        .orElseThrow(
            () ->
                new NeedsPersonException(
                    "The plan, record %s of the journal, has no step '%s', which the variables name. Correct them (in Operate: edit the variable) and resolve this incident."
                        .formatted(planRef, Preview.of(stepId)),
                    null));
  }

  /** A plan is in the record of the job that made it, or of the decision that changed it. */
  List<PlannedStep> steps(Journal journal, Run run, String planRef) {
    JobRecord record = journal.get(run, planRef);
    try {
      JsonNode content = mapper.readTree(record.content());
      JsonNode steps = content.isArray() ? content : content.path("steps");
      if (steps.isArray()) {
        return mapper.convertValue(steps, STEPS);
      }
      throw noPlan(planRef, null);
    } catch (JsonProcessingException | IllegalArgumentException other) {
      throw noPlan(planRef, other);
    }
  }

  private static NeedsPersonException noPlan(String ref, @Nullable Exception cause) {
    return new NeedsPersonException(
        "The variables refer to record %s of the journal, which is no plan with steps. Correct them (in Operate: edit the variable) and resolve this incident."
            .formatted(ref),
        cause);
  }
}
