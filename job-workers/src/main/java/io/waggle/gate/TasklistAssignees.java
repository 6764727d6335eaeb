package io.waggle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.engine.TaskAssignees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** Asks the REST API of Tasklist 8.6 and 8.7, which newer clusters do not have any more. */
final class TasklistAssignees implements TaskAssignees {
  private final RestClient http;
  private final GateProperties.Tasklist tasklist;

  TasklistAssignees(RestClient.Builder http, GateProperties.Tasklist tasklist) {
    this.http = http.baseUrl(tasklist.url().toString()).build();
    this.tasklist = tasklist;
  }

  @Override
  public Optional<String> ofLastTask(long gateInstance) {
    JsonNode tasks =
        http.post()
            .uri("/v1/tasks/search")
            .header(HttpHeaders.COOKIE, login())
            .body(Map.of("processInstanceKey", Long.toString(gateInstance), "state", "COMPLETED"))
            .retrieve()
            .body(JsonNode.class);
    String last = "";
    Optional<String> who = Optional.empty();
    for (JsonNode task : tasks == null ? List.<JsonNode>of() : tasks) {
      if (task.path("completionDate").asText("").compareTo(last) >= 0) {
        last = task.path("completionDate").asText("");
        who = Optional.ofNullable(task.path("assignee").textValue());
      }
    }
    return who;
  }

  private String login() {
    ResponseEntity<Void> response =
        http.post()
            .uri(
                "/api/login?username={name}&password={password}",
                tasklist.username(),
                tasklist.password())
            .retrieve()
            .toBodilessEntity();
    return response.getHeaders().getOrEmpty(HttpHeaders.SET_COOKIE).stream()
        .map(cookie -> cookie.split(";", 2)[0])
        .reduce((first, second) -> first + "; " + second)
        .orElse("");
  }
}
