package io.waggle.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.FailureAs;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.StartTags;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.CallingInstances;
import io.waggle.engine.CallingInstances.Calling;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Place;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.throw-error}: ends a run that has no result with a BPMN error, where
 * its caller wants that.
 *
 * <p>Reads {@code failureAs} and what the run ends with; throws that together with one of {@link
 * ErrorCodes#of}: an error end event could not hand variables over. Completes the job where nobody
 * called the run, or {@code failureAs} was changed meanwhile. Nothing is recorded: the run has
 * ended already, and to whom it is reported in what way is up to the process instance.
 */
public final class ThrowErrorWorker implements AgentWorker<ThrowErrorWorker.Ended> {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final CallingInstances instances;

  /**
   * @param instances says whether anybody called a run
   */
  public ThrowErrorWorker(CallingInstances instances) {
    this.instances = instances;
  }

  /** What the run ended with, and how its caller wants to know. */
  public record Ended(
      FailureAs failureAs,
      Outcome outcome,
      @Nullable JsonNode result,
      @Nullable JsonNode resultRef,
      @Nullable JsonNode usage,
      @Nullable JsonNode undone,
      @Nullable JsonNode decisions) {}

  @Override
  public JobType jobType() {
    return JobType.THROW_ERROR;
  }

  @Override
  public Class<Ended> variables() {
    return Ended.class;
  }

  @Override
  public Place place(EngineJob job, Ended ended) {
    return new Place("", 1, "", null, null);
  }

  @Override
  public JobOutcome work(AgentJob job, Ended ended) {
    Optional<String> code = ErrorCodes.of(ended.outcome());
    if (code.isEmpty() || ended.failureAs() == FailureAs.VALUE || !isCalled(job)) {
      return JobOutcome.completed(Map.of()).unrecorded();
    }
    return JobOutcome.error(code.get(), Map.of(Variables.OUTCOME, ended.outcome()))
        .with(Variables.RESULT, ended.result())
        .with(Variables.RESULT_REF, ended.resultRef())
        .with(Variables.USAGE, ended.usage())
        .with(Variables.UNDONE, ended.undone())
        .with(Variables.DECISIONS, ended.decisions())
        .unrecorded();
  }

  /** Where the cluster does not say, whoever asked for an error is believed to wait for it. */
  private boolean isCalled(AgentJob job) {
    if (job.tags().contains(StartTags.BY_CLIENT)) {
      return false;
    }
    return switch (instances.callerOf(job.processInstanceKey())) {
      case Calling.Nobody top -> false;
      case Calling.Called caller -> true;
      case Calling.Hidden unknown -> true;
      case Calling.NotKnownYet notYet ->
          throw new OnHoldException(
              "The cluster does not show yet over /v2 whether a process called this run.",
              LOOK_AGAIN);
    };
  }
}
