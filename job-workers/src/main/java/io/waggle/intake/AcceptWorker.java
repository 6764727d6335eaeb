package io.waggle.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.agent.Agent;
import io.waggle.agent.Planning;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.RunKeys;
import io.waggle.journal.Assignment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Job worker {@code <agent>.accept}: checks the variables that a run was started with.
 *
 * <p>Reads {@code task}, {@code input}, {@code limits}, and {@code caller} where it comes from "Ask
 * sub-agent"; writes {@code run}, {@code progress} and {@code usage}. What it reads is the caller's
 * and stays as it is: a call activity may hand it back.
 */
public final class AcceptWorker implements AgentWorker<AcceptWorker.Started> {
  private final ObjectMapper mapper;
  private final CallingRuns callers;

  public AcceptWorker(ObjectMapper mapper, CallingRuns callers) {
    this.mapper = mapper;
    this.callers = callers;
  }

  /** The variables that a run starts with. */
  public record Started(
      @Nullable JsonNode task,
      @Nullable JsonNode input,
      @Nullable JsonNode limits,
      @Nullable JsonNode caller) {}

  @Override
  public JobType jobType() {
    return JobType.ACCEPT;
  }

  @Override
  public Class<Started> variables() {
    return Started.class;
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, Started started) {
    return runKeys(processInstanceKey, Set.of(), started);
  }

  @Override
  public RunKeys runKeys(long processInstanceKey, Set<String> tags, Started started) {
    return callers
        .callerOf(processInstanceKey, tags, started.caller())
        .map(caller -> new RunKeys(processInstanceKey, Long.parseLong(caller.rootKey())))
        .orElseGet(() -> new RunKeys(processInstanceKey, processInstanceKey));
  }

  @Override
  public JobOutcome work(AgentJob job, Started started) {
    StartCheck.Sound sound = StartCheck.check(started.task(), started.input(), started.limits());
    Agent agent = job.agent();
    @Nullable Run caller =
        callers.callerOf(job.processInstanceKey(), job.tags(), started.caller()).orElse(null);
    Limits limits =
        sound.limits().or(agent.limits()).or(Limits.DEFAULT).withDepthAtMost(mostDepth(caller));
    if (agent.planning() == Planning.NEVER) {
      limits = limits.withoutReplans();
    }
    String key = Long.toString(job.processInstanceKey());
    Run run =
        new Run(
            key,
            caller == null ? key : caller.rootKey(),
            job.ref(),
            caller == null ? 0 : caller.depth() + 1,
            limits,
            agent.gates().ask(GateKind.LIMIT),
            agent.undoOnFailure(),
            agent.digest());
    return JobOutcome.completed(
            Map.of("run", run, "progress", Progress.START, Variables.USAGE, Usage.ZERO))
        .withMessages(caller == null ? null : caller.key(), List.of())
        .withContent(new Assignment(sound.task(), sound.input()).toJson(mapper));
  }

  private static int mostDepth(@Nullable Run caller) {
    return caller == null || caller.limits().maxDepth() == null
        ? Limits.MAX_DEPTH
        : caller.limits().maxDepth();
  }
}
