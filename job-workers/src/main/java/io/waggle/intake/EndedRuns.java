package io.waggle.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Variables;
import io.waggle.engine.Delivery;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How runs have ended, or were about to, by the journal. */
final class EndedRuns {
  private static final List<String> OUT =
      List.of(
          Variables.OUTCOME,
          Variables.RESULT,
          Variables.RESULT_REF,
          Variables.USAGE,
          Variables.UNDONE,
          Variables.DECISIONS);

  private final Journal journal;
  private final ObjectMapper mapper;

  EndedRuns(Journal journal, ObjectMapper mapper) {
    this.journal = journal;
    this.mapper = mapper;
  }

  /**
   * @param id name of a run that has ended
   * @return the variables that it has ended with
   * @throws NeedsPersonException if its records were deleted since
   */
  JobOutcome outcome(String id) {
    JobRecord last =
        find(id, Paths.end(""))
            .or(() -> find(id, Paths.answer("")))
            .orElseThrow(
                () ->
                    new NeedsPersonException(
                        "The run '%s' has ended, and the journal keeps its name but its records no more. Give this one another name: correct 'runId' (in Operate: edit the variable) and resolve this incident, or cancel this process instance."
                            .formatted(id),
                        null));
    JobOutcome outcome = JobOutcome.completed(Map.of()).unrecorded();
    Map<String, @Nullable Object> variables = delivery(last).variables();
    for (String name : OUT) {
      if (variables.get(name) != null) {
        outcome = outcome.with(name, variables.get(name));
      }
    }
    return outcome;
  }

  private Optional<JobRecord> find(String id, String path) {
    return journal.find(new JobAddress(id, path));
  }

  private Delivery delivery(JobRecord record) {
    try {
      return mapper.readValue(record.outcome(), Delivery.class);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds an outcome that is not JSON.", damaged);
    }
  }

  /**
   * @return the variables that a run was to end with when it was cancelled or its calls were to be
   *     undone; none if it was not
   */
  Map<String, @Nullable Object> ending(Run run) {
    return find(run.id(), Paths.cancel(run.path()))
        .map(noted -> variables(noted.outcome()))
        .orElseGet(Map::of);
  }

  private Map<String, @Nullable Object> variables(String json) {
    try {
      return mapper.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds an outcome that is not JSON.", damaged);
    }
  }
}
