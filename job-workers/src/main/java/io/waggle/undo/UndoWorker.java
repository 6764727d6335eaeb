package io.waggle.undo;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.act.CallResult;
import io.waggle.act.Calls;
import io.waggle.act.IdempotencyKey;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.UndoCall;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.NotHeldException;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Place;
import io.waggle.engine.TryAgainException;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.invocation.ToolRunner;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.JournaledJob;
import io.waggle.journal.Paths;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.util.Map;
import java.util.Objects;

/**
 * Job worker {@code <agent>.undo}: undoes one tool call.
 *
 * <p>Reads {@code run} and {@code undoCall}. An undo that throws is tried again with backoff, then
 * raises an incident: what was done must not stay done unseen.
 */
public final class UndoWorker implements AgentWorker<UndoWorker.Undone> {
  private final Journal journal;
  private final Calls calls;
  private final ToolRunner runner;

  public UndoWorker(Journal journal, Calls calls, ToolRunner runner) {
    this.journal = journal;
    this.calls = calls;
    this.runner = runner;
  }

  /** Which call. */
  public record Undone(Run run, UndoCall undoCall) {}

  @Override
  public JobType jobType() {
    return JobType.UNDO;
  }

  @Override
  public Class<Undone> variables() {
    return Undone.class;
  }

  @Override
  public Place place(EngineJob job, Undone undone) {
    return Place.in(undone.run(), Paths.undo(callOf(undone.undoCall().ref())));
  }

  private static String callOf(String ref) {
    try {
      return Paths.callOf(ref);
    } catch (IllegalArgumentException noCall) {
      throw new NeedsPersonException(
          "The variable 'undoCall' refers to the record '%s', which is no tool call. Correct it (in Operate: edit the variable) and resolve this incident."
              .formatted(Preview.of(ref)),
          noCall);
    }
  }

  @Override
  public JobOutcome work(AgentJob job, Undone undone) {
    Run run = undone.run();
    JournaledJob done = journal.job(new JobAddress(run.id(), undone.undoCall().ref()));
    requireOwn(job, undone, done);
    ToolDefinition tool =
        tool(job, Objects.requireNonNull(done.undoTool()), undone.undoCall().ref());
    ToolDefinition.Body undo = undo(tool);
    JobAddress call = new JobAddress(run.id(), callOf(done.at().path()));
    ToolRequest request = calls.decided(job.agent(), call);
    ToolCallContext context =
        new ToolCallContext(
            IdempotencyKey.of(call),
            address(done),
            job.agent().name(),
            journal.find(done.at()).flatMap(CallResult::of).orElse(null));
    return switch (runner.undo(tool, undo, arguments(tool, request), context)) {
      case ToolRunner.Observed seen -> undone(tool, seen);
      case ToolRunner.NotBegun busy ->
          throw new OnHoldException(busy.reason(), ToolRunner.LOOK_AGAIN);
      case ToolRunner.Threw threw -> throw tryAgain(tool, threw.text());
      case ToolRunner.TryAgain again -> throw tryAgain(tool, again.reason());
      case ToolRunner.Interrupted interrupted -> throw tryAgain(tool, interrupted.reason());
    };
  }

  private static JobOutcome undone(ToolDefinition tool, ToolRunner.Observed seen) {
    if (!seen.ok()) {
      throw tryAgain(tool, seen.text());
    }
    return JobOutcome.completed(Map.of()).withContent(seen.text());
  }

  private static TryAgainException tryAgain(ToolDefinition tool, String reason) {
    return new TryAgainException(
        "A call of '%s' could not be undone: %s".formatted(tool.name(), reason), null, null);
  }

  /** Of the agent's run, which may be below the one that is undone. */
  private static String address(JournaledJob done) {
    return done.scope().isEmpty()
        ? done.at().run()
        : done.at().run() + "/" + done.scope().substring(0, done.scope().length() - 1);
  }

  /** A call of another agent, or of a run above, is not this run's to undo. */
  private static void requireOwn(AgentJob job, Undone undone, JournaledJob done) {
    if (!done.agent().equals(job.agent().name())
        || !done.scope().startsWith(undone.run().path())
        || done.undoTool() == null) {
      throw new NeedsPersonException(
          "The variables want a call undone (journal record %s) that cannot be undone, or that the agent '%s' did not make in this run. Correct them (in Operate: edit the variable) and resolve this incident."
              .formatted(done.at(), job.agent().name()),
          null);
    }
  }

  private static ToolDefinition tool(AgentJob job, String name, String ref) {
    return job.agent()
        .tools()
        .find(name)
        .orElseThrow(() -> missing(job, name, ref, "has no tool '%s' any more".formatted(name)));
  }

  private static NotHeldException missing(AgentJob job, String tool, String ref, String what) {
    return new NotHeldException(
        tool,
        "The agent '%s' %s, a call of which has to be undone (journal record %s). Start a worker that has it, or undo the call by hand; then resolve this incident."
            .formatted(job.agent().name(), what, ref));
  }

  private static ToolDefinition.Body undo(ToolDefinition tool) {
    if (tool.undo() == null) {
      throw new NotHeldException(
          NotHeldException.undoOf(tool.name()),
          "The tool '%s' cannot be undone any more. Start a worker whose tool can, and resolve this incident."
              .formatted(tool.name()));
    }
    return tool.undo();
  }

  private static JsonNode arguments(ToolDefinition tool, ToolRequest request) {
    return switch (ArgumentCheck.check(tool.declaration(), request.arguments())) {
      case ArgumentCheck.Valid valid -> valid.arguments();
      case ArgumentCheck.Invalid invalid ->
          throw new NeedsPersonException(
              "The arguments of a call of '%s' do not fit the tool any more: %s. Undo the call by hand or start a worker whose tool they fit, and resolve this incident."
                  .formatted(tool.name(), invalid.problem()),
              null);
    };
  }
}
