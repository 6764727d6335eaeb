package io.waggle.act;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.waggle.agent.Agent;
import io.waggle.agent.SubAgent;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.ToolCall;
import io.waggle.bpmn.Variables;
import io.waggle.engine.AgentJob;
import io.waggle.engine.AgentWorker;
import io.waggle.engine.EngineJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NeedsPersonException;
import io.waggle.engine.NotHeldException;
import io.waggle.engine.Place;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.journal.JobAddress;
import io.waggle.journal.Paths;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.ProcessCall;
import io.waggle.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Job worker {@code <agent>.hand-over}: looks once more at the call of a sub-agent, or of a tool
 * that is a process, when the engine is about to make it, however the token came there. Only what
 * the journal has is handed over.
 *
 * <p>Reads {@code run} and {@code toolCall}; writes {@code agent} and {@code task} of the call, or
 * for a tool its arguments, each as a variable, and {@code idempotencyKey}. A call that a person
 * has to approve and nobody did raises an incident. Files which process is called.
 */
public final class HandOverWorker implements AgentWorker<HandOverWorker.Called> {
  private static final String IDEMPOTENCY_KEY = "idempotencyKey";

  private final Calls calls;

  public HandOverWorker(Calls calls) {
    this.calls = calls;
  }

  /** Which call. */
  public record Called(Run run, ToolCall toolCall) {}

  @Override
  public JobType jobType() {
    return JobType.HAND_OVER;
  }

  @Override
  public Class<Called> variables() {
    return Called.class;
  }

  @Override
  public Place place(EngineJob job, Called called) {
    JobAddress at = calls.at(called.run(), called.toolCall(), job.processInstanceKey());
    return Place.in(called.run(), Paths.handOver(at.path()));
  }

  @Override
  public JobOutcome work(AgentJob job, Called called) {
    Agent agent = job.agent();
    JobAddress at = calls.at(called.run(), called.toolCall());
    String tool = calls.request(agent, at).name();
    Optional<ToolDefinition> process =
        agent.tools().find(tool).filter(found -> found.process().isPresent());
    return process.isPresent()
        ? toProcess(agent, called, at, process.get())
        : toSubAgent(agent, called, at, subAgent(agent, tool, called.toolCall()));
  }

  private JobOutcome toSubAgent(Agent agent, Called called, JobAddress at, SubAgent subAgent) {
    JsonNode arguments = arguments(agent, called, at, subAgent.declaration());
    return JobOutcome.completed(
            Map.of(
                Variables.AGENT,
                subAgent.name(),
                Variables.TASK,
                arguments.path(SubAgent.TASK).asText()))
        .withContent(process(subAgent));
  }

  private JobOutcome toProcess(Agent agent, Called called, JobAddress at, ToolDefinition tool) {
    ProcessCall process = tool.process().orElseThrow();
    if (!process.processId().equals(called.toolCall().processId())) {
      throw otherProcess(agent, tool.name(), called.toolCall());
    }
    Map<String, Object> variables = new LinkedHashMap<>();
    process.variables().properties().forEach(one -> variables.put(one.getKey(), one.getValue()));
    // a process that reads an argument which was left out finds it, empty
    tool.declaration()
        .parameters()
        .path("properties")
        .fieldNames()
        .forEachRemaining(name -> variables.put(name, NullNode.getInstance()));
    arguments(agent, called, at, tool.declaration())
        .properties()
        .forEach(argument -> variables.put(argument.getKey(), argument.getValue()));
    variables.put(IDEMPOTENCY_KEY, IdempotencyKey.of(at));
    return JobOutcome.completed(variables).withContent(process.processId());
  }

  private JsonNode arguments(Agent agent, Called called, JobAddress at, ToolDeclaration tool) {
    if (!calls.mayRun(agent, called.run(), tool, at)) {
      throw new NeedsPersonException(
          "Nobody approved this call of '%s', which the agent '%s' has to wait for. Move its token to 'Approve tool call' in Operate, or cancel the run."
              .formatted(tool.name(), agent.name()),
          null);
    }
    return switch (ArgumentCheck.check(tool, calls.decided(agent, at).arguments())) {
      case ArgumentCheck.Valid valid -> valid.arguments();
      case ArgumentCheck.Invalid invalid ->
          throw new NeedsPersonException(
              "'%s' cannot be called: %s Cancel the run.".formatted(tool.name(), invalid.problem()),
              null);
    };
  }

  /** The process that is called has to be the one of the sub-agent that the journal names. */
  private static SubAgent subAgent(Agent agent, String tool, ToolCall call) {
    return agent.subAgents().stream()
        .filter(candidate -> candidate.toolName().equals(tool))
        .filter(candidate -> process(candidate).equals(call.processId()))
        .findFirst()
        .orElseThrow(() -> otherProcess(agent, tool, call));
  }

  private static NotHeldException otherProcess(Agent agent, String tool, ToolCall call) {
    return new NotHeldException(
        tool,
        "The call of '%s' is to start the process '%s', but the agent '%s' has no such sub-agent or tool. Correct the variable 'toolCall', or start a worker that has it, and resolve this incident."
            .formatted(tool, call.processId(), agent.name()));
  }

  private static String process(SubAgent subAgent) {
    return subAgent.processId() == null ? Models.AGENT : subAgent.processId();
  }
}
