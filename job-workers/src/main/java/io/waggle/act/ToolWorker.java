package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.ToolCall;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.TryAgainException;
import io.waggle.journal.Journal;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.ArgumentCheck;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolRunner;
import java.util.Map;

/**
 * Job worker {@code <agent>.tool}: runs one tool call.
 *
 * <p>Reads {@code run} and {@code toolCall}; writes {@code observation}. The arguments come from the
 * journal, where they stand as the model wrote them; the variable is for people.
 */
public final class ToolWorker implements AgentWorker<ToolWorker.Called> {
  private final Journal journal;
  private final ToolRunner runner;

  public ToolWorker(Journal journal, ToolRunner runner) {
    this.journal = journal;
    this.runner = runner;
  }

  /** Which call. */
  public record Called(Run run, ToolCall toolCall) {}

  @Override
  public JobType jobType() {
    return JobType.TOOL;
  }

  @Override
  public Class<Called> variables() {
    return Called.class;
  }

  @Override
  public JobOutcome work(AgentJob job, Called called) {
    ToolRunner.Outcome outcome = run(job, called);
    return switch (outcome) {
      case ToolRunner.Observed(boolean ok, String text) -> observed(job, called, ok, text);
      case ToolRunner.TryAgain(String reason) when job.lastAttempt() ->
          observed(
              job,
              called,
              false,
              "ERROR calling tool '%s': %s (tried %d times)"
                  .formatted(called.toolCall().name(), reason, job.attempt()));
      case ToolRunner.TryAgain(String reason) ->
          throw new TryAgainException(
              "The tool '%s' asks to be tried again: %s"
                  .formatted(called.toolCall().name(), reason),
              null,
              null);
    };
  }

  private ToolRunner.Outcome run(AgentJob job, Called called) {
    ToolDefinition tool =
        job.agent()
            .tools()
            .find(called.toolCall().name())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The agent '%s' has no tool '%s' any more, which this run calls."
                            .formatted(job.agent().name(), called.toolCall().name())));
    return switch (ArgumentCheck.check(tool.declaration(), request(called).arguments())) {
      case ArgumentCheck.Valid(JsonNode arguments) ->
          runner.run(
              tool,
              arguments,
              new ToolCallContext(job.ref(), called.run().key(), job.agent().name()));
      case ArgumentCheck.Invalid(String problem) ->
          new ToolRunner.Observed(
              false, "ERROR: '%s' was not called: %s".formatted(tool.name(), problem));
    };
  }

  private ToolRequest request(Called called) {
    ToolCall call = called.toolCall();
    return journal.get(call.ref()).messages().getLast().requests().stream()
        .filter(request -> request.id().equals(call.id()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The journal's record %s has no tool call '%s'."
                        .formatted(call.ref(), call.id())));
  }

  private static JobOutcome observed(AgentJob job, Called called, boolean ok, String text) {
    Observation observation =
        new Observation(
            called.toolCall().id(), ok, Preview.of(text), job.ref(), null, null);
    return JobOutcome.completed(Map.of("observation", observation)).withContent(text);
  }
}
