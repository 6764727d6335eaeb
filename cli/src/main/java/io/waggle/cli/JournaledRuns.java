package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.client.ReplayRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that workers have in their journals, as their management addresses show them. */
final class JournaledRuns {
  private final WorkerOptions workers;

  JournaledRuns(WorkerOptions workers) {
    this.workers = workers;
  }

  /** The agent of a run. */
  String agentOf(String run) {
    try (JsonPage page = new JsonPage()) {
      for (URI worker : workers.addresses()) {
        JsonNode found = page.get(worker, "/actuator/runs/" + run).orElse(null);
        if (found != null
            && found.path("id").asText().equals(run)
            && found.path("agent").isTextual()) {
          return found.path("agent").asText();
        }
      }
    }
    throw new CommandFailure(
        ExitCode.UNAVAILABLE,
        "No worker at %s says which agent run %s is of; name the agent with --agent, or another worker with --worker."
            .formatted(workers.listed(), run));
  }

  /** All that no engine has any more, in the order in which they are listed. */
  List<ReplayRequest> lost() {
    Map<String, ReplayRequest> lost = new LinkedHashMap<>();
    int answered = 0;
    try (JsonPage page = new JsonPage()) {
      for (URI worker : workers.addresses()) {
        JsonNode runs =
            page.get(worker, "/actuator/runs?lost=true")
                .map(found -> found.path("runs"))
                .orElse(null);
        if (runs != null && runs.isArray()) {
          answered++;
          // Workers that share a journal list the same.
          runs.forEach(run -> lost.putIfAbsent(run.path("id").asText(), request(run)));
        }
      }
    }
    if (answered == 0) {
      throw workers.nobodyAnswers();
    }
    return List.copyOf(lost.values());
  }

  private static ReplayRequest request(JsonNode run) {
    return ReplayRequest.of(run.path("id").asText(), run.path("agent").asText());
  }
}
