package io.waggle.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.agent.SubAgent;
import io.waggle.approval.Approvals;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.ToolCall;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import io.waggle.budget.Reached;
import io.waggle.budget.Standing;
import io.waggle.engine.AgentJob;
import io.waggle.engine.JobOutcome;
import io.waggle.engine.NotHeldException;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step that the plan gave to a sub-agent: its first turn calls the sub-agent, its second takes
 * over what it found. Planning has decided all there is to decide, so no model is asked.
 */
final class Delegation {
  /** Characters of the task that a sub-agent is given; it travels in process variables. */
  static final int MAX_TASK_LENGTH = 16_000;

  /** Characters of each result that goes along. */
  private static final int RESULT_LENGTH = 6_000;

  /** Id of the call. */
  private static final String CALL = "delegated";

  private final StepPrompt prompt;
  private final Observations observations;
  private final Approvals approvals;

  Delegation(StepPrompt prompt, Observations observations, Approvals approvals) {
    this.approvals = approvals;
    this.prompt = prompt;
    this.observations = observations;
  }

  JobOutcome work(AgentJob job, StepVariables known, Standing standing) {
    List<Observation> seen = observations.seen(known);
    return seen.isEmpty() ? call(job, known, standing) : takeOver(job, known, seen.getFirst());
  }

  private JobOutcome call(AgentJob job, StepVariables known, Standing standing) {
    Optional<Reached> reached = standing.reached();
    if (reached.isPresent()) {
      return LimitEnd.of(job, known, reached.get(), List.of(), known.usage());
    }
    String task = Preview.of(prompt.handOver(known, RESULT_LENGTH), MAX_TASK_LENGTH);
    SubAgent subAgent =
        job.agent().subAgents().stream()
            .filter(candidate -> candidate.name().equals(known.step().agent()))
            .findFirst()
            .orElseThrow(
                () ->
                    new NotHeldException(
                        SubAgent.named(String.valueOf(known.step().agent())).toolName(),
                        "The agent '%s' has no sub-agent '%s' any more, which the plan of this run names. Start a worker whose agent has it and resolve this incident."
                            .formatted(job.agent().name(), known.step().agent())));
    ToolCall call =
        new ToolCalls(job.agent(), known, List.of(), approvals, job.ref(), standing)
            .toSubAgent(CALL, 1, subAgent, task);
    Usage asked = new Usage(0, 1, 0, 0);
    Turn turn =
        new Turn(
            known.number(),
            Turn.Next.ACT,
            List.of(call),
            "Handed to " + subAgent.name(),
            0,
            null,
            known.usage().plus(asked),
            known.heard(),
            job.ref(),
            /* direct= */ false);
    return JobOutcome.completed(Map.of("turn", turn))
        .withUsage(asked)
        .withMessages(null, List.of(Message.assistant("", List.of(request(subAgent, task)))));
  }

  /** The journal has the call as it has those that a model asks for. */
  private static ToolRequest request(SubAgent subAgent, String task) {
    String arguments = JsonNodeFactory.instance.objectNode().put(SubAgent.TASK, task).toString();
    return new ToolRequest(CALL, subAgent.toolName(), arguments);
  }

  private JobOutcome takeOver(AgentJob job, StepVariables known, Observation seen) {
    String text = Cut.noted(observations.text(known.run(), seen), Observations.LONGEST);
    StepResult.Status status = seen.ok() ? StepResult.Status.DONE : StepResult.Status.FAILED;
    return StepEnd.outcome(job, known, status, text, known.usage());
  }
}
