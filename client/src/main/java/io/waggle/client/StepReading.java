package io.waggle.client;

import io.waggle.bpmn.PlanStep;
import java.util.List;

/** A step, and what is wrong in it and below. */
record StepReading(StepStatus status, List<IncidentStatus> incidents, List<String> warnings) {
  boolean isOf(PlanStep planned) {
    PlanStep step = status.step();
    return step != null && step.id().equals(planned.id());
  }
}
