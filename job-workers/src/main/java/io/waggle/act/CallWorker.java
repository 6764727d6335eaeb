package io.waggle.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.approval.Approvals;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.ErrorCodes;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.Variables;
import io.waggle.check.NearMiss;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.LoneRuns;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.NotHeldException;
import io.waggle.engine.OnHoldException;
import io.waggle.engine.Place;
import io.waggle.engine.TryAgainException;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.invocation.ToolRunner;
import io.waggle.journal.JobAddress;
import io.waggle.journal.JournalJson;
import io.waggle.llm.Message;
import io.waggle.tool.Effect;
import io.waggle.tool.LookUp;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Job worker {@code <agent>.call}: runs one tool of an agent for any process; no model is asked.
 *
 * <p>Reads {@code toolTask}; writes {@code result}, a value where the tool returns one as JSON and
 * else a text, {@code outcome} and {@code resultRef}. Where the tool fails the job ends with the
 * BPMN error {@value #FAILED} and {@code result}, which says why, or raises an incident. A call of
 * a tool that may act only once, and that was interrupted or threw, does not run again: its look-up
 * says whether it went through, or the job ends with {@value ErrorCodes#IN_DOUBT}, or an incident.
 */
public final class CallWorker implements AgentWorker<CallWorker.Wanted> {
  /** BPMN error where a tool has no result; {@code result} says why. */
  public static final String FAILED = "TOOL_FAILED";

  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private final LoneRuns lone;
  private final ToolRunner runner;
  private final Approvals approvals;

  public CallWorker(LoneRuns lone, ToolRunner runner, Approvals approvals) {
    this.lone = lone;
    this.runner = runner;
    this.approvals = approvals;
  }

  /** What is called. */
  public record Wanted(DirectCall toolTask) {}

  /** A call that can be run. */
  private record Ready(AgentJob job, DirectCall call, ToolDefinition tool, JsonNode arguments) {
    ToolCallContext context() {
      JobAddress at = Objects.requireNonNull(job.at());
      return new ToolCallContext(IdempotencyKey.of(at), at.run(), job.agent().name());
    }

    boolean once() {
      return tool.effect() == Effect.ONCE;
    }
  }

  @Override
  public JobType jobType() {
    return JobType.CALL;
  }

  @Override
  public Class<Wanted> variables() {
    return Wanted.class;
  }

  @Override
  public Place place(EngineJob job, Wanted wanted) {
    DirectCall call = wanted.toolTask();
    String words = call.tool() + " " + call.text();
    return lone.place(
        job, new LoneRuns.Request(JobType.CALL.verb(), call.name(), words, call.asked()));
  }

  @Override
  public boolean isRepeatable(Agent agent, Wanted wanted) {
    return agent
        .tools()
        .find(wanted.toolTask().tool())
        .map(tool -> tool.effect() != Effect.ONCE)
        .orElse(true);
  }

  @Override
  public JobOutcome work(AgentJob job, Wanted wanted) {
    DirectCall call = wanted.toolTask();
    Ready ready = ready(job, call, tool(job.agent(), call.tool()));
    JobOutcome outcome =
        job.inDoubtSince() != null && ready.once() ? afterAttempt(ready) : act(ready);
    return outcome
        .with(Variables.RESULT_REF, job.ref())
        .with(Variables.USAGE, Usage.ZERO)
        .withMessages(null, List.of(Message.user(call.tool() + " " + ready.arguments())));
  }

  private static ToolDefinition tool(Agent agent, String name) {
    return agent
        .tools()
        .find(name)
        .orElseThrow(
            () ->
                new NotHeldException(
                    name,
                    "The agent '%s' has no tool '%s'%s; it has %s. Correct the variable 'toolTask' (in Operate: edit the variable) or start a worker that has it, and resolve this incident."
                        .formatted(
                            agent.name(),
                            name,
                            NearMiss.hint(name, agent.tools().names()),
                            String.join(", ", agent.tools().names()))));
  }

  private Ready ready(AgentJob job, DirectCall call, ToolDefinition tool) {
    JsonNode arguments =
        switch (ArgumentCheck.check(tool.declaration(), call.text())) {
          case ArgumentCheck.Valid valid -> valid.arguments();
          case ArgumentCheck.Invalid invalid ->
              throw refused(tool, invalid.problem() + ". Correct the variable 'toolTask'");
        };
    if (approvals.policy(job.agent(), tool.name(), arguments).isPresent()) {
      throw refused(
          tool,
          "a rule of the agent '%s' has people approve such calls, and a process calls it without them. Name another agent, whose rules fit the process"
              .formatted(job.agent().name()));
    }
    return new Ready(job, call, tool, arguments);
  }

  private static NeedsPersonException refused(ToolDefinition tool, String why) {
    return new NeedsPersonException(
        "The tool '%s' was not called: %s (in Operate: edit the variable) and resolve this incident."
            .formatted(tool.name(), why),
        null);
  }

  /**
   * An attempt before this one may have acted: the worker died in the middle of it, or the tool
   * failed. Only here may the tool run because it did not act before.
   */
  private JobOutcome afterAttempt(Ready ready) {
    return switch (lookUp(ready)) {
      case ToolRunner.Happened happened -> done(happened.text());
      case ToolRunner.DidNotHappen not -> ready.call().happened() ? done("") : act(ready);
      case ToolRunner.Unknown unknown -> byPerson(ready, unknown.reason());
    };
  }

  /** Goes by what a person has found out. Each consent to run it once more counts once. */
  private JobOutcome byPerson(Ready ready, String unknown) {
    AgentJob job = ready.job();
    List<Message> before = job.kept();
    if (ready.call().happened()) {
      return done("");
    }
    if (!ready.call().isConsent(before.size())) {
      return inDoubt(ready, "the worker died in the middle of it, or the tool failed", unknown);
    }
    List<Message> used = new ArrayList<>(before);
    used.add(Message.user("A person lets it run: " + ready.call().inDoubt()));
    job.keep(used, Usage.ZERO);
    ToolRunner.Outcome outcome = run(ready);
    if (outcome instanceof ToolRunner.TryAgain
        || outcome instanceof ToolRunner.NotBegun
        || (outcome instanceof ToolRunner.Observed seen && !seen.ok())) {
      job.keep(before, Usage.ZERO); // it did nothing, so the consent still counts
    }
    return ended(ready, outcome);
  }

  private JobOutcome act(Ready ready) {
    return ended(ready, run(ready));
  }

  private ToolRunner.Outcome run(Ready ready) {
    if (ready.once()) {
      ready.job().confirm();
    }
    return runner.run(ready.tool(), ready.arguments(), ready.context());
  }

  private JobOutcome ended(Ready ready, ToolRunner.Outcome outcome) {
    return switch (outcome) {
      case ToolRunner.Observed seen ->
          seen.ok() ? done(seen.text()) : failed(ready, FAILED, seen.text());
      case ToolRunner.TryAgain again -> tryAgain(ready, again.reason());
      case ToolRunner.NotBegun busy ->
          throw new OnHoldException(busy.reason(), ToolRunner.LOOK_AGAIN);
      case ToolRunner.Threw threw ->
          ready.once() ? afterDoubt(ready, threw.text()) : failed(ready, FAILED, threw.text());
      case ToolRunner.Interrupted interrupted ->
          ready.once()
              ? afterDoubt(ready, interrupted.reason())
              : tryAgain(ready, interrupted.reason());
    };
  }

  private static JobOutcome tryAgain(Ready ready, String reason) {
    if (ready.job().lastAttempt()) {
      return failed(
          ready,
          FAILED,
          "ERROR calling tool '%s': %s (tried %d times)"
              .formatted(ready.tool().name(), reason, ready.job().attempt()));
    }
    throw new TryAgainException(
        "The tool '%s' asks to be tried again: %s".formatted(ready.tool().name(), reason),
        null,
        null);
  }

  /** This attempt may have acted: the tool is not run again here. */
  private JobOutcome afterDoubt(Ready ready, String why) {
    return switch (lookUp(ready)) {
      case ToolRunner.Happened happened -> done(happened.text());
      case ToolRunner.DidNotHappen not ->
          failed(ready, FAILED, why + ". It has not gone through so far.");
      case ToolRunner.Unknown unknown -> inDoubt(ready, why, unknown.reason());
    };
  }

  private ToolRunner.Found lookUp(Ready ready) {
    LookUp lookUp = ready.tool().lookUp();
    return lookUp == null
        ? new ToolRunner.Unknown("the tool has no look-up")
        : runner.lookUp(ready.tool(), lookUp, ready.arguments(), ready.context());
  }

  private static JobOutcome inDoubt(Ready ready, String why, String unknown) {
    String text =
        "It is not known whether the tool '%s' acted: %s; %s. Its idempotency key is %s"
            .formatted(ready.tool().name(), why, unknown, ready.context().idempotencyKey());
    if (ready.call().throwsError()) {
      return failed(ready, ErrorCodes.IN_DOUBT, text);
    }
    if (ready.job().inDoubtSince() == null) {
      // not a NeedsPersonException, by which the journal would know that nothing was done
      throw new IllegalStateException(text);
    }
    throw new NeedsPersonException(
        text
            + ". Find out; then set the member 'inDoubt' of the variable 'toolTask' (in Operate: edit the variable), to \"%s\" to have it run once more or to \"%s\" to go on without a result, and resolve this incident."
                .formatted(DirectCall.consent(ready.job().kept().size()), DirectCall.HAPPENED),
        null);
  }

  private static JobOutcome done(String text) {
    return JobOutcome.completed(
            Map.of(Variables.OUTCOME, Outcome.COMPLETED, Variables.RESULT, value(text)))
        .withContent(text);
  }

  /** What a tool returns is written as JSON where it is no text. */
  private static Object value(String text) {
    String start = text.strip();
    if (text.length() <= Variables.MAX_RESULT_LENGTH
        && (start.startsWith("{") || start.startsWith("["))) {
      try {
        return MAPPER.readTree(text);
      } catch (JsonProcessingException words) {
        return text;
      }
    }
    return Cut.noted(text, Variables.MAX_RESULT_LENGTH);
  }

  /** Of an incident nothing is recorded: resolving it runs the tool again. */
  private static JobOutcome failed(Ready ready, String code, String text) {
    if (!ready.call().throwsError()) {
      throw new NeedsPersonException(
          "%s. When the cause is gone, resolve this incident, which runs the tool again; or let the process catch the error %s."
              .formatted(text.replaceAll("\\.$", ""), code),
          null);
    }
    return JobOutcome.error(code, Map.of(Variables.OUTCOME, Outcome.FAILED, Variables.RESULT, text))
        .withContent(text);
  }
}
