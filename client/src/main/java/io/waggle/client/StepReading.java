package io.waggle.client;

import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.Waiting;
import java.util.List;
import java.util.Map;

/**
 * A step, and what is wrong in it and below.
 *
 * @param waits what workers have said of its jobs, by the key of their element
 * @param warnings about what is below it
 */
record StepReading(
    StepStatus status,
    List<IncidentStatus> incidents,
    Map<Long, Waiting> waits,
    List<String> warnings) {
  boolean isOf(PlanStep planned) {
    PlanStep step = status.step();
    return step != null && step.id().equals(planned.id());
  }
}
