package io.waggle.act;

import io.waggle.agent.Agent;
import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.InDoubt;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.ToolCall;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.Forks;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Place;
import io.waggle.engine.TryAgainException;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.invocation.ToolRunner;
import io.waggle.journal.Families;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Journal;
import io.waggle.journal.Paths;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.Effect;
import io.waggle.tool.LookUp;
import io.waggle.tool.ToolDefinition;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.tool}: runs one tool call.
 *
 * <p>Reads {@code run}, {@code toolCall} and {@code inDoubt}; writes {@code observation}. A call of
 * a tool that may act only once, and that was interrupted or threw, does not run again: its look-up
 * says whether it went through, or the job ends with the BPMN error {@value ErrorCodes#IN_DOUBT}
 * and {@code inDoubt}.
 */
public final class ToolWorker implements AgentWorker<ToolWorker.Called> {
  private final Calls calls;
  private final Proposals proposals;
  private final ToolRunner runner;
  private final Families families;
  private final Forks forks;
  private final Twins twins;
  private final Results results;

  public ToolWorker(
      Calls calls,
      Proposals proposals,
      ToolRunner runner,
      Families families,
      Forks forks,
      Journal journal) {
    this.forks = forks;
    this.twins = new Twins(forks, journal, calls);
    this.results = new Results(journal);
    this.families = families;
    this.calls = calls;
    this.proposals = proposals;
    this.runner = runner;
  }

  /**
   * Which call.
   *
   * @param inDoubt what is known of the attempt before, where a person lets it run once more
   */
  public record Called(Run run, ToolCall toolCall, @Nullable InDoubt inDoubt) {
    int attempt() {
      return inDoubt == null ? 1 : inDoubt.attempt() + 1;
    }
  }

  @Override
  public JobType jobType() {
    return JobType.TOOL;
  }

  @Override
  public Class<Called> variables() {
    return Called.class;
  }

  @Override
  public Place place(EngineJob job, Called called) {
    JobAddress at = calls.at(called.run(), called.toolCall(), job.processInstanceKey());
    return Place.in(called.run(), Paths.toolRun(at.path(), called.attempt()));
  }

  @Override
  public boolean isRepeatable(Agent agent, Called called) {
    return agent.tools().find(name(called)).map(tool -> tool.effect() != Effect.ONCE).orElse(true);
  }

  @Override
  public boolean isHarmless(Agent agent, Called called, Place place) {
    return agent
        .tools()
        .find(name(called))
        .filter(tool -> tool.effect() == Effect.READ)
        .isPresent();
  }

  @Override
  public @Nullable String undoable(Agent agent, Called called) {
    return agent
        .tools()
        .find(name(called))
        .filter(tool -> tool.undo() != null)
        .map(ToolDefinition::name)
        .orElse(null);
  }

  @Override
  public JobOutcome work(AgentJob job, Called called) {
    JobAddress at = calls.at(called.run(), called.toolCall());
    if (results.isReadingOn(job.agent(), name(called))) {
      return switch (results.read(called.run(), calls.request(job.agent(), at))) {
        case Results.Part part -> observed(job, called.toolCall(), true, part.text());
        case Results.None none -> notCalled(job, called, none.why());
      };
    }
    ToolDefinition tool = calls.tool(job.agent(), name(called));
    if (!calls.mayRun(job.agent(), called.run(), tool.declaration(), at)) {
      return notCalled(job, called, "a person has to approve it first, and nobody did.");
    }
    if (comesTooLate(job, called)) {
      return notCalled(job, called, "the run has ended, and what it did is being undone.");
    }
    // an attempt that was interrupted may have changed what the preview says
    if (job.inDoubtSince() == null && !proposals.isAsApproved(job.agent(), called.run(), at)) {
      return notCalled(
          job,
          called,
          "what it would change is no longer what a person approved. Look at it again; if it is still right, call it again, and the person is asked anew.");
    }
    ToolRequest request = calls.decided(job.agent(), at);
    return switch (ArgumentCheck.check(tool.declaration(), request.arguments())) {
      case ArgumentCheck.Valid valid -> run(new Call(job, called, at, tool, valid.arguments()));
      case ArgumentCheck.Invalid invalid -> notCalled(job, called, invalid.problem());
    };
  }

  /**
   * A job that the worker had taken when its run was cancelled. Whoever looks for what is to be
   * undone waits for the calls that have begun: it sees this one, or this one sees it.
   */
  private boolean comesTooLate(AgentJob job, Called called) {
    return job.inDoubtSince() == null
        && undoable(job.agent(), called) != null
        && families.isBeingUndone(called.run().id(), called.run().path());
  }

  private JobOutcome notCalled(AgentJob job, Called called, String why) {
    String text = "ERROR: '%s' was not called: %s".formatted(name(called), why);
    return observed(job, called.toolCall(), false, text);
  }

  /** The tool that the model asked for; the variable may name another by now. */
  private String name(Called called) {
    return calls.name(calls.at(called.run(), called.toolCall()));
  }

  private JobOutcome run(Call call) {
    Optional<String> given = forks.result(Objects.requireNonNull(call.job().at()));
    if (given.isPresent()) {
      return observed(call.job(), call.toolCall(), true, given.get()).withoutEffect();
    }
    Instant since = call.job().inDoubtSince();
    return since != null && call.tool().effect() == Effect.ONCE
        ? afterDeath(call, since)
        : act(call);
  }

  private JobOutcome afterDeath(Call call, Instant since) {
    String why = "the worker died in the middle of it";
    return switch (lookUp(call)) {
      case ToolRunner.Happened happened -> done(call, true, happened.text());
      case ToolRunner.DidNotHappen not -> act(call);
      case ToolRunner.Unknown unknown -> inDoubt(call, since, why, unknown);
    };
  }

  private JobOutcome act(Call call) {
    if (call.tool().effect() == Effect.ONCE) {
      if (call.called().attempt() == 1) {
        Optional<Twins.Twin> twin = twins.of(call);
        if (twin.isPresent()) {
          return doneBefore(call, twin.get());
        }
      }
      call.job().confirm();
    }
    Instant begun = Instant.now();
    boolean once = call.tool().effect() == Effect.ONCE;
    return switch (runner.run(call.tool(), call.arguments(), call.context())) {
      case ToolRunner.Observed seen -> done(call, seen.ok(), seen.text());
      case ToolRunner.TryAgain again -> tryAgain(call, again.reason());
      case ToolRunner.NotBegun busy ->
          throw new OnHoldException(error(call, busy.reason()), ToolRunner.LOOK_AGAIN);
      case ToolRunner.Threw threw ->
          once ? afterDoubt(call, begun, threw.text()) : mayHaveActed(call, threw.text());
      case ToolRunner.Interrupted interrupted ->
          once
              ? afterDoubt(call, begun, error(call, interrupted.reason()))
              : tryAgain(call, interrupted.reason());
    };
  }

  /**
   * The tool was interrupted, which it may have ignored, or threw, maybe after it had acted: it is
   * not run again here.
   *
   * @param error what the model would read of it
   */
  private JobOutcome afterDoubt(Call call, Instant since, String error) {
    return switch (lookUp(call)) {
      case ToolRunner.Happened happened -> done(call, true, happened.text());
      case ToolRunner.DidNotHappen not ->
          mayHaveActed(call, error + ". It has not gone through so far.");
      case ToolRunner.Unknown unknown -> inDoubt(call, since, error, unknown);
    };
  }

  private static String error(Call call, String reason) {
    return "ERROR calling tool '%s': %s".formatted(call.tool().name(), reason);
  }

  /** It failed, and nobody says that it did nothing: it is undone with the rest. */
  private static JobOutcome mayHaveActed(Call call, String text) {
    return observation(call.job(), call.toolCall(), false, text);
  }

  private ToolRunner.Found lookUp(Call call) {
    LookUp lookUp = call.tool().lookUp();
    return lookUp == null
        ? new ToolRunner.Unknown("the tool has no look-up")
        : runner.lookUp(call.tool(), lookUp, call.arguments(), call.context());
  }

  private static JobOutcome tryAgain(Call call, String reason) {
    if (call.job().lastAttempt()) {
      String text = error(call, "%s (tried %d times)".formatted(reason, call.job().attempt()));
      // one that may run again may have been interrupted in an earlier attempt
      return call.tool().effect() == Effect.ONCE
          ? done(call, false, text)
          : mayHaveActed(call, text);
    }
    throw new TryAgainException(
        "The tool '%s' asks to be tried again: %s".formatted(call.tool().name(), reason),
        null,
        null);
  }

  /** A person says whether it is to be done once more. */
  private static JobOutcome doneBefore(Call call, Twins.Twin twin) {
    return inDoubt(
        call,
        Instant.now(),
        "the run that this one was forked from made this very call ('%s')".formatted(twin.at()),
        new ToolRunner.Unknown(
            twin.result()
                .map(result -> "it answered: " + Preview.of(result))
                .orElse("its outcome is not known")));
  }

  private static JobOutcome inDoubt(
      Call call, Instant since, String why, ToolRunner.Unknown unknown) {
    InDoubt doubt =
        new InDoubt(
            call.tool().name(),
            call.context().idempotencyKey(),
            since.toString(),
            call.called().attempt(),
            call.toolCall().arguments());
    String text =
        "It is not known whether this call went through: %s; %s.".formatted(why, unknown.reason());
    return JobOutcome.error(ErrorCodes.IN_DOUBT, Map.of("inDoubt", doubt)).withContent(text);
  }

  private static JobOutcome done(Call call, boolean ok, String text) {
    return observed(call.job(), call.toolCall(), ok, text);
  }

  private static JobOutcome observed(AgentJob job, ToolCall call, boolean ok, String text) {
    JobOutcome outcome = observation(job, call, ok, text);
    return ok ? outcome : outcome.withoutEffect();
  }

  private static JobOutcome observation(AgentJob job, ToolCall call, boolean ok, String text) {
    Observation observation =
        new Observation(call.id(), ok, Preview.of(text), job.ref(), null, null);
    return JobOutcome.completed(Map.of("observation", observation)).withContent(text);
  }
}
