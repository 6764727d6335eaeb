package io.waggle.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.agent.Agent;
import io.waggle.agent.SubAgent;
import io.waggle.approval.Approvals;
import io.waggle.approval.Repetition;
import io.waggle.bpmn.JobType;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Run;
import io.waggle.bpmn.ToolCall;
import io.waggle.bpmn.Turn;
import io.waggle.budget.Reached;
import io.waggle.budget.Standing;
import io.waggle.check.JsonValues;
import io.waggle.engine.EngineLimits;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.invocation.ReadResult;
import io.waggle.journal.Paths;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import io.waggle.tool.Effect;
import io.waggle.tool.ProcessCall;
import io.waggle.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what the model asked for into tool calls that the process can route. */
final class ToolCalls {
  /** Characters of a name that no tool has. */
  private static final int LONGEST_NAME = 64;

  /** Characters; it travels in process variables. */
  private static final int LONGEST_REASON = 2_000;

  private final Agent agent;
  private final StepVariables known;
  private final List<ToolDeclaration> offered;
  private final Approvals approvals;
  private final String ref;
  private final Standing standing;

  /** Calls of sub-agents so far. */
  private int subAgents;

  ToolCalls(
      Agent agent,
      StepVariables known,
      List<ToolDeclaration> offered,
      Approvals approvals,
      String ref,
      Standing standing) {
    this.agent = agent;
    this.standing = standing;
    this.approvals = approvals;
    this.known = known;
    this.offered = offered;
    this.ref = ref;
  }

  /**
   * @param asked all calls of the turn
   */
  List<ToolCall> of(List<ToolRequest> asked) {
    List<ToolCall> calls = new ArrayList<>();
    for (ToolRequest request : asked) {
      calls.add(of(request, calls.size() + 1, Repetition.of(agent, asked, request.id())));
    }
    return calls;
  }

  /** Whether nothing stands between the calls and their tools, see {@link Turn#direct}. */
  boolean areDirect(List<ToolCall> calls) {
    return !calls.isEmpty()
        && calls.stream()
            .allMatch(
                call ->
                    call.gate() == ToolCall.Gate.OPEN
                        && call.handler() == ToolCall.Handler.TOOL
                        && mayRunAgain(call.name()));
  }

  private boolean mayRunAgain(String tool) {
    return isReadingOn(tool)
        || agent.tools().find(tool).filter(own -> own.effect() != Effect.ONCE).isPresent();
  }

  private ToolCall of(ToolRequest request, int number, boolean repeated) {
    Optional<Reached> reached = standing.afterCalls(number - 1);
    if (reached.isPresent()) {
      return refused(
          request.id(),
          number,
          Preview.of(request.name(), LONGEST_NAME),
          "ERROR: it was not called: %s.".formatted(reached.get().words()));
    }
    Optional<ToolDeclaration> declaration =
        offered.stream().filter(tool -> tool.name().equals(request.name())).findFirst();
    if (declaration.isEmpty()) {
      String name = Preview.of(request.name(), LONGEST_NAME);
      return refused(
          request.id(),
          number,
          name,
          "ERROR: there is no tool '%s'; you have %s."
              .formatted(name, offered.stream().map(ToolDeclaration::name).toList()));
    }
    if (JsonValues.areTooMany(request.arguments())) {
      return refused(
          request.id(),
          number,
          request.name(),
          "ERROR: '%s' was not called: arguments have more than %,d values."
              .formatted(request.name(), JsonValues.MOST));
    }
    return switch (ArgumentCheck.check(declaration.get(), request.arguments())) {
      case ArgumentCheck.Valid checked -> valid(request, number, checked.arguments(), repeated);
      case ArgumentCheck.Invalid invalid ->
          refused(
              request.id(),
              number,
              request.name(),
              "ERROR: '%s' was not called: %s".formatted(request.name(), invalid.problem()));
    };
  }

  private ToolCall valid(ToolRequest request, int number, JsonNode arguments, boolean repeated) {
    for (SubAgent subAgent : agent.subAgents()) {
      if (subAgent.toolName().equals(request.name())) {
        return toSubAgent(request.id(), number, subAgent, arguments.path(SubAgent.TASK).asText());
      }
    }
    Optional<ProcessCall> process =
        agent.tools().find(request.name()).flatMap(ToolDefinition::process);
    if (process.isPresent()) {
      return toProcess(request, number, process.get(), arguments, repeated);
    }
    boolean human = request.name().equals(OwnTools.ASK_HUMAN.name());
    boolean own = human || isReadingOn(request.name());
    return new ToolCall(
        request.id(),
        request.name(),
        own ? ToolCall.Gate.OPEN : gate(request.name(), arguments, repeated),
        human ? ToolCall.Handler.HUMAN : ToolCall.Handler.TOOL,
        human ? null : JobType.TOOL.of(agent.name()),
        null,
        null,
        null,
        null,
        human ? arguments : ClippedArguments.of(arguments),
        null,
        Paths.call(ref, number),
        ref);
  }

  private boolean isReadingOn(String tool) {
    return tool.equals(ReadResult.NAME) && agent.tools().find(tool).isEmpty();
  }

  /** A call of a tool that is a process: each argument becomes a variable of it. */
  private ToolCall toProcess(
      ToolRequest request, int number, ProcessCall process, JsonNode arguments, boolean repeated) {
    Optional<String> problem = EngineLimits.problem(arguments);
    if (problem.isPresent()) {
      return refused(
          request.id(),
          number,
          request.name(),
          "ERROR: '%s' was not called: its arguments become variables of a process, and %s."
              .formatted(request.name(), problem.get()));
    }
    return new ToolCall(
        request.id(),
        request.name(),
        gate(request.name(), arguments, repeated),
        ToolCall.Handler.AGENT,
        JobType.HAND_OVER.of(agent.name()),
        JobType.RECORD_ANSWER.of(agent.name()),
        process.processId(),
        null,
        null,
        ClippedArguments.of(arguments),
        null,
        Paths.call(ref, number),
        ref);
  }

  /** A call that hands a task to a sub-agent; refused where sub-agents would nest too deep. */
  ToolCall toSubAgent(String id, int number, SubAgent subAgent, String task) {
    String refusal = refusal(task);
    if (refusal != null) {
      return refused(id, number, subAgent.toolName(), refusal);
    }
    subAgents++;
    JsonNode arguments = JsonNodeFactory.instance.objectNode().put(SubAgent.TASK, task);
    return new ToolCall(
        id,
        subAgent.toolName(),
        gate(subAgent.toolName(), arguments, false),
        ToolCall.Handler.AGENT,
        JobType.HAND_OVER.of(agent.name()),
        subAgent.processId() == null ? null : JobType.RECORD_ANSWER.of(agent.name()),
        subAgent.processId() == null ? Models.AGENT : subAgent.processId(),
        subAgent.name(),
        task,
        ClippedArguments.of(arguments),
        null,
        Paths.call(ref, number),
        ref);
  }

  /** Why no sub-agent is called; null if one may be. */
  private @Nullable String refusal(String task) {
    Integer maxDepth = known.run().limits().maxDepth();
    if (maxDepth != null && known.run().depth() + 1 > maxDepth) {
      return "ERROR: sub-agents may nest %d deep at the most, and this run is that deep. Do it yourself."
          .formatted(maxDepth);
    }
    if (task.length() > Delegation.MAX_TASK_LENGTH) {
      return "ERROR: the task has %,d characters; a sub-agent takes %,d at the most. Put material into files and name them."
          .formatted(task.length(), Delegation.MAX_TASK_LENGTH);
    }
    return standing
        .subAgentsAfter(subAgents)
        .map(
            "ERROR: sub-agents may be called %d times in all (maxSubAgents), and were. Do it yourself."
                ::formatted)
        .orElse(null);
  }

  private ToolCall.Gate gate(String tool, JsonNode arguments, boolean repeated) {
    Run run = known.run();
    return (repeated
            ? approvals.isRepetitionAsked(agent, run, tool, arguments)
            : approvals.isAsked(agent, run, tool, arguments))
        ? ToolCall.Gate.APPROVAL
        : ToolCall.Gate.OPEN;
  }

  private ToolCall refused(String id, int number, String name, String reason) {
    String why = Preview.of(reason, LONGEST_REASON);
    return new ToolCall(
        id,
        name,
        ToolCall.Gate.REFUSED,
        ToolCall.Handler.TOOL,
        null,
        null,
        null,
        null,
        null,
        null,
        new Observation(id, false, why, null, JsonNodeFactory.instance.textNode(why), null),
        Paths.call(ref, number),
        ref);
  }
}
