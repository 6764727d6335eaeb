package io.waggle.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person at Tasklist, by way of its REST API. */
final class Tasklist {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebSession session;

  Tasklist(Platform platform) throws Exception {
    session = new WebSession(platform);
  }

  /** Waits for the user task in the run or below it, and completes it. */
  void complete(String element, long processInstance, Map<String, Object> answers)
      throws Exception {
    JsonNode task =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> open(element, processInstance), found -> found != null);
    String id = task.path("id").asText();
    session.send("PATCH", "/v1/tasks/" + id + "/assign", Map.of());
    List<Map<String, Object>> variables = new ArrayList<>();
    for (var answer : answers.entrySet()) {
      variables.add(
          Map.of("name", answer.getKey(), "value", JSON.writeValueAsString(answer.getValue())));
    }
    session.send("PATCH", "/v1/tasks/" + id + "/complete", Map.of("variables", variables));
  }

  private @Nullable JsonNode open(String element, long newerThan) throws Exception {
    JsonNode tasks =
        JSON.readTree(
            session.send(
                "POST",
                "/v1/tasks/search",
                Map.of("state", "CREATED", "taskDefinitionId", element, "pageSize", 50)));
    for (JsonNode task : tasks) {
      if (task.path("processInstanceKey").asLong() >= newerThan) {
        return task;
      }
    }
    return null;
  }
}
