package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.client.api.response.ActivatedJob;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Question;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker does at a gate that asks about a plan. */
final class PlayedGate {
  private PlayedGate() {}

  static String asked(String agent, ActivatedJob job) {
    JsonNode run = Json.tree(job.getVariablesAsMap()).path("run");
    var question =
        new Question(
            agent,
            run.path("address").asText(),
            "Plan, revision 1",
            GatePolicy.DEFAULT,
            Question.NORMAL,
            "digest",
            Json.tree(Map.of()),
            Json.tree(Map.of()),
            null);
    // When it is due, and when it expires; nobody is reminded, nobody else asked.
    List<@Nullable String> moments =
        Arrays.asList("2126-11-28T08:30:00Z", null, null, "2126-11-29T08:30:00Z");
    return Json.tree(Map.of("question", question, "moments", moments)).toString();
  }

  static String taken(ActivatedJob job) {
    JsonNode variables = Json.tree(job.getVariablesAsMap());
    var decision = (ObjectNode) variables.path("decision");
    decision.put("gate", "plan").put("subject", "Plan, revision 1").put("silence", false);
    decision.put("at", "2026-11-28T08:30:00Z").put("ref", "9");
    return Json.tree(Map.of("decision", decision, "question", variables.path("question")))
        .toString();
  }
}
