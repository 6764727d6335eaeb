package io.waggle.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Run;
import io.waggle.engine.AgentJob;
import io.waggle.engine.Delivery;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalJson;
import io.waggle.journal.Paths;
import io.waggle.tool.Effect;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The answers of processes that are no agents, in a run that is recreated. An agent that is asked
 * once more finds its own answers in the journal; what another process did, and whether it may do
 * it again, nobody knows.
 */
final class KnownAnswers {
  private static final ObjectMapper MAPPER = JournalJson.mapper();
  private static final String TURN = "turn";

  private final Journal journal;

  KnownAnswers(Journal journal) {
    this.journal = journal;
  }

  /**
   * @param recorded a turn
   * @return the turn, in which the calls that were answered have their observations
   * @throws NeedsPersonException if a process was called and had not answered
   */
  Delivery knownIn(AgentJob job, Run run, Delivery recorded) {
    JsonNode turn = MAPPER.valueToTree(recorded.variables().get(TURN));
    boolean changed = false;
    for (JsonNode call : turn.path("toolCalls")) {
      String process = call.path("processId").asText(Models.AGENT);
      if (!process.equals(Models.AGENT)) {
        Optional<JsonNode> answer = answer(run, call.path("at").asText());
        if (answer.isPresent()) {
          ((ObjectNode) call).set("observation", observation(call, process, answer.get()));
          changed = true;
        } else {
          requireNotBegun(job, run, call, process);
        }
      }
    }
    return changed ? recorded.with(TURN, turn) : recorded;
  }

  private Optional<JsonNode> answer(Run run, String call) {
    return journal
        .find(new JobAddress(run.id(), Paths.back(call)))
        .map(JobRecord::content)
        .map(KnownAnswers::tree);
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds an answer that is not JSON.", damaged);
    }
  }

  /** As the model of the step puts it. */
  private static ObjectNode observation(JsonNode call, String process, JsonNode answer) {
    ObjectNode observation =
        MAPPER.createObjectNode().put("id", call.path("id").asText()).put("ok", true);
    String error = answer.path("toolError").asText("");
    if (!error.isEmpty()) {
      return observation.put("ok", false).put("content", error);
    }
    JsonNode result = answer.path("result");
    return result.isMissingNode() || result.isNull()
        ? observation.put(
            "content", "The process '%s' ended without a variable 'result'.".formatted(process))
        : observation.set("content", result);
  }

  private static boolean mayRunAgain(AgentJob job, JsonNode call) {
    return job.agent()
        .tools()
        .find(call.path("name").asText())
        .filter(tool -> tool.effect() != Effect.ONCE)
        .isPresent();
  }

  /** Whether an incident of the job was resolved, in Operate or by a client of Waggle. */
  private static boolean isLetTryAgain(AgentJob job) {
    return job.attempt() > JobType.THINK.retries() - JobType.RETRIES_AFTER_INCIDENT;
  }

  /** A person who resolves the incident lets it be called once more. */
  private void requireNotBegun(AgentJob job, Run run, JsonNode call, String process) {
    if (mayRunAgain(job, call)) {
      return;
    }
    JobAddress handOver = new JobAddress(run.id(), Paths.handOver(call.path("at").asText()));
    if (!isLetTryAgain(job) && journal.find(handOver).isPresent()) {
      throw new NeedsPersonException(
          "The run is recreated, and the process '%s' that it had called (%s) had not answered. What that process has done nobody knows. If it may be called once more, resolve this incident; if not, cancel the run."
              .formatted(process, call.path("at").asText()),
          null);
    }
  }
}
