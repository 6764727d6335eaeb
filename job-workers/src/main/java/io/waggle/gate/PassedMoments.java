package io.waggle.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.waggle.bpmn.Question;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Variables;
import io.waggle.engine.Delivery;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.JournalJson;
import io.waggle.journal.Paths;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What has happened at a gate since it was asked, where the run is recreated. */
final class PassedMoments {
  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private final Journal journal;

  PassedMoments(Journal journal) {
    this.journal = journal;
  }

  /**
   * @param asked the question as it was prepared first
   * @param gate path of the gate
   * @return the question as it stands, and the decision where there is one
   */
  Delivery since(Delivery asked, Run run, String gate) {
    Delivery now = asked;
    if (find(run, Paths.reminded(gate)).isPresent()) {
      now = without(now, Moments.REMIND);
    }
    if (find(run, Paths.escalated(gate)).isPresent()) {
      Question question =
          MAPPER.convertValue(now.variables().get(Variables.QUESTION), Question.class);
      now = without(now, Moments.ESCALATE).with(Variables.QUESTION, question.escalated());
    }
    Optional<JsonNode> decided = find(run, Paths.decided(gate));
    return decided.isEmpty()
        ? now
        : now.with(Variables.DECISION, decided.get().path(Variables.DECISION))
            .with(Variables.QUESTION, decided.get().path(Variables.QUESTION));
  }

  private Optional<JsonNode> find(Run run, String path) {
    return journal.find(new JobAddress(run.id(), path)).map(record -> variables(record.outcome()));
  }

  private static JsonNode variables(String outcome) {
    try {
      return MAPPER.readTree(outcome).path("variables");
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds an outcome that is not JSON.", damaged);
    }
  }

  private static Delivery without(Delivery asked, int moment) {
    ArrayNode moments = MAPPER.valueToTree(asked.variables().get(AskWorker.MOMENTS));
    moments.setNull(moment);
    return asked.with(AskWorker.MOMENTS, moments);
  }
}
