package io.waggle.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.Variables;
import io.waggle.journal.BriefJob;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JobRecord;
import io.waggle.journal.JournalJson;
import io.waggle.journal.Paths;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what has ended together with a job: a step with its last turn, a gate with its
 * decision, a run with its result. When they began is in the journal. Of one thread.
 */
final class Endings {
  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private final RunFacts facts;

  Endings(RunFacts facts) {
    this.facts = facts;
  }

  /**
   * @param record outcome of a job
   * @param own how long the job took
   * @return what has ended with it
   */
  Optional<Ended> of(JobRecord record, Period own) {
    JsonNode outcome = tree(record.outcome());
    JsonNode variables = outcome.path("variables");
    return switch (record.job().type()) {
      case TOOL -> tool(record, own, outcome);
      case RECORD_ANSWER -> process(record, own);
      case UNDO -> undo(record, own);
      case THINK -> step(record, own, variables.path("stepResult"));
      case DECIDE -> gate(record, own, variables.path(Variables.DECISION));
      case SYNTHESIZE, FIND_DECISIONS, ANSWER -> run(record, own, variables);
      case ACCEPT, PLAN, HAND_OVER, FIND_UNDO, ASK, REMIND, ESCALATE, STEER, THROW_ERROR, CALL ->
          Optional.empty();
    };
  }

  private Optional<Ended> tool(JobRecord record, Period own, JsonNode outcome) {
    String error = outcome.path("errorCode").asText(null);
    boolean failed = !outcome.at("/variables/observation/ok").asBoolean(true);
    String type = error == null && failed ? ErrorTypes.TOOL_ERROR : error;
    return facts
        .request(record.job().at())
        .map(request -> new Ended.Tool(record.ref(), own, request, record.content(), type));
  }

  private Optional<Ended> process(JobRecord record, Period own) {
    JobAddress at = record.job().at();
    JobAddress handOver = new JobAddress(at.run(), Paths.handOver(Paths.callOf(at.path())));
    Instant begun = moment(handOver, BriefJob::recorded).orElse(own.begun());
    return facts
        .request(at)
        .map(
            request ->
                new Ended.CalledProcess(
                    record.ref(), new Period(begun, own.ended()), request, record.content()));
  }

  private Optional<Ended> undo(JobRecord record, Period own) {
    return facts
        .request(record.job().at())
        .map(request -> new Ended.Undo(record.ref(), own, request));
  }

  private Optional<Ended> step(JobRecord record, Period own, JsonNode result) {
    if (!result.isObject()) {
      return Optional.empty();
    }
    String path = Paths.stepOf(record.ref());
    JobAddress first = new JobAddress(record.job().at().run(), Paths.turn(path, 1));
    Instant begun = moment(first, BriefJob::begun).orElse(own.begun());
    return Optional.of(
        new Ended.Step(path, new Period(begun, own.ended()), read(result, StepResult.class)));
  }

  private Optional<Ended> gate(JobRecord record, Period own, JsonNode decision) {
    if (!decision.isObject()) {
      return Optional.empty();
    }
    String decided = Paths.decided("");
    String path = record.ref().substring(0, record.ref().length() - decided.length());
    JobAddress asked = new JobAddress(record.job().at().run(), Paths.asked(path));
    Instant begun = moment(asked, BriefJob::recorded).orElse(own.begun());
    return Optional.of(
        new Ended.Gate(path, new Period(begun, own.ended()), read(decision, TakenDecision.class)));
  }

  /** With a result it ends with the job that wrote it, without one with that which sums it up. */
  private Optional<Ended> run(JobRecord record, Period own, JsonNode variables) {
    JsonNode said = variables.path(Variables.OUTCOME);
    if (!said.isTextual()) {
      return Optional.empty();
    }
    Outcome outcome = read(said, Outcome.class);
    boolean withResult = outcome == Outcome.COMPLETED || outcome == Outcome.PARTIAL;
    if (withResult != record.ref().equals(Paths.answer(record.job().scope()))) {
      return Optional.empty();
    }
    String scope = record.job().scope();
    String run = record.job().at().run();
    Instant begun =
        (scope.isEmpty()
                ? facts.begun(run)
                : moment(new JobAddress(run, Paths.accept(scope)), BriefJob::begun))
            .orElse(own.begun());
    Usage usage = read(variables.path(Variables.USAGE), Usage.class);
    return Optional.of(new Ended.Run(scope, new Period(begun, own.ended()), outcome, usage));
  }

  /** Never before the run: what a fork copied is older. */
  private Optional<Instant> moment(JobAddress at, Function<BriefJob, @Nullable Instant> which) {
    return facts
        .job(at)
        .map(which)
        .map(moment -> facts.begun(at.run()).filter(run -> run.isAfter(moment)).orElse(moment));
  }

  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private static <T> T read(JsonNode json, Class<T> type) {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
