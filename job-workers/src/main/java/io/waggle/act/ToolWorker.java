package io.waggle.act;

import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.ToolCall;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
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
 * <p>Reads {@code run} and {@code toolCall}; writes {@code observation}. The arguments come from
 * the journal, where they stand as the model wrote them; the variable is for people.
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
      case ToolRunner.Observed seen -> observed(job, called, seen.ok(), seen.text());
      case ToolRunner.TryAgain again -> tryAgain(job, called, again.reason());
    };
  }

  private static JobOutcome tryAgain(AgentJob job, Called called, String reason) {
    String tool = called.toolCall().name();
    if (job.lastAttempt()) {
      return observed(
          job,
          called,
          false,
          "ERROR calling tool '%s': %s (tried %d times)".formatted(tool, reason, job.attempt()));
    }
    throw new TryAgainException(
        "The tool '%s' asks to be tried again: %s".formatted(tool, reason), null, null);
  }

  private ToolRunner.Outcome run(AgentJob job, Called called) {
    ToolDefinition tool =
        job.agent()
            .tools()
            .find(called.toolCall().name())
            .orElseThrow(
                () ->
                    new NeedsPersonException(
                        "The agent '%s' has no tool '%s' any more, which this run calls. Start a worker that has it and resolve this incident."
                            .formatted(job.agent().name(), called.toolCall().name()),
                        null));
    return switch (ArgumentCheck.check(tool.declaration(), request(called).arguments())) {
      case ArgumentCheck.Valid valid ->
          runner.run(
              tool,
              valid.arguments(),
              new ToolCallContext(job.ref(), called.run().key(), job.agent().name()));
      case ArgumentCheck.Invalid invalid ->
          new ToolRunner.Observed(
              false, "ERROR: '%s' was not called: %s".formatted(tool.name(), invalid.problem()));
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
        new Observation(called.toolCall().id(), ok, Preview.of(text), job.ref(), null, null);
    return JobOutcome.completed(Map.of("observation", observation)).withContent(text);
  }
}
