package io.waggle.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Models;
import io.waggle.platform.Platform;
import java.util.Map;

/** A person at Operate, by way of its REST API. */
final class Operate {
  private final WebSession session;

  Operate(Platform platform) throws Exception {
    session = new WebSession(platform);
  }

  long completedRuns() throws Exception {
    String answer =
        session.send(
            "POST",
            "/v1/process-instances/search",
            Map.of(
                "filter", Map.of("bpmnProcessId", Models.AGENT, "state", "COMPLETED"), "size", 1));
    return new ObjectMapper().readTree(answer).path("total").asLong();
  }

  /** The value of a variable, as JSON. */
  String variable(long instance, String name) throws Exception {
    String answer =
        session.send(
            "POST",
            "/v1/variables/search",
            Map.of("filter", Map.of("processInstanceKey", instance, "name", name)));
    return new ObjectMapper().readTree(answer).path("items").path(0).path("value").asText();
  }
}
