package io.waggle.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Plan;
import io.waggle.llm.Message;
import java.util.List;

/** What a person's changes to a plan come to. */
public sealed interface PlanEdit {

  /**
   * The plan cannot be worked on as it is now.
   *
   * @param problem why, for the person
   */
  record Faulty(String problem) implements PlanEdit {}

  /**
   * The plan as it is now.
   *
   * @param plan for the process
   * @param steps for the journal, whole
   * @param messages what the model is told of it when it plans again
   */
  record Edited(Plan plan, JsonNode steps, List<Message> messages) implements PlanEdit {}
}
