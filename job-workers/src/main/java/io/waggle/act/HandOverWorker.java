package io.waggle.act;

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
import java.util.Map;

/**
 * Job worker {@code <agent>.hand-over}: looks once more at the call of a sub-agent when the process
 * is about to make it, however the token came there. Only what the journal has is handed over.
 *
 * <p>Reads {@code run} and {@code toolCall}; writes {@code agent} and {@code task} of the call. A
 * call that a person has to approve and nobody did raises an incident. Files which process is
 * called.
 */
public final class HandOverWorker implements AgentWorker<HandOverWorker.Called> {
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
    SubAgent subAgent = subAgent(agent, called.toolCall(), at);
    if (!calls.mayRun(agent, called.run(), subAgent.declaration(), at)) {
      throw new NeedsPersonException(
          "Nobody approved this call of '%s', which the agent '%s' has to wait for. Move its token to 'Approve tool call' in Operate, or cancel the run."
              .formatted(subAgent.toolName(), agent.name()),
          null);
    }
    String arguments = calls.decided(agent, at).arguments();
    return switch (ArgumentCheck.check(subAgent.declaration(), arguments)) {
      case ArgumentCheck.Valid valid ->
          JobOutcome.completed(
                  Map.of(
                      Variables.AGENT,
                      subAgent.name(),
                      Variables.TASK,
                      valid.arguments().path(SubAgent.TASK).asText()))
              .withContent(process(subAgent));
      case ArgumentCheck.Invalid invalid ->
          throw new NeedsPersonException(
              "'%s' cannot be called: %s Cancel the run."
                  .formatted(subAgent.toolName(), invalid.problem()),
              null);
    };
  }

  /** The process that is called has to be the one of the sub-agent that the journal names. */
  private SubAgent subAgent(Agent agent, ToolCall call, JobAddress at) {
    String tool = calls.request(agent, at).name();
    return agent.subAgents().stream()
        .filter(candidate -> candidate.toolName().equals(tool))
        .filter(candidate -> process(candidate).equals(call.processId()))
        .findFirst()
        .orElseThrow(
            () ->
                new NotHeldException(
                    tool,
                    "The call of '%s' is to start the process '%s', but the agent '%s' has no such sub-agent. Correct the variable 'toolCall', or start a worker that has it, and resolve this incident."
                        .formatted(tool, call.processId(), agent.name())));
  }

  private static String process(SubAgent subAgent) {
    return subAgent.processId() == null ? Models.AGENT : subAgent.processId();
  }
}
