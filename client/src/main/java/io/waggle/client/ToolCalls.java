package io.waggle.client;

import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tool calls of one step; each is a scope with a variable of its own. */
final class ToolCalls {
  static final String CALL = "toolCall";
  static final String OBSERVATION = "observation";

  private final VariableScopes variables;
  private final Map<Long, ElementStatus> elements;

  ToolCalls(VariableScopes variables, List<ElementStatus> elements) {
    this.variables = variables;
    this.elements =
        elements.stream().collect(Collectors.toMap(ElementStatus::key, Function.identity()));
  }

  /** {@code /v2} does not say which call a called instance belongs to: agent and task do. */
  List<ToolCallStatus> with(List<RunStatus> runs) {
    List<RunStatus> left = new ArrayList<>(runs);
    List<ToolCallStatus> calls = new ArrayList<>();
    for (long scope : variables.having(CALL)) {
      ToolCall call = variables.read(scope, CALL, ToolCall.class);
      ElementStatus element = elements.get(scope);
      if (call != null && element != null) {
        calls.add(status(call, element, taken(left, call)));
      }
    }
    left.stream()
        .filter(run -> !run.agent().equals(RunStatus.NO_AGENT))
        .forEach(run -> calls.add(withoutCall(run)));
    calls.sort(Comparator.comparing(ToolCallStatus::startedAt));
    return calls;
  }

  private ToolCallStatus status(ToolCall call, ElementStatus element, @Nullable RunStatus subRun) {
    Observation observation = variables.read(element.key(), OBSERVATION, Observation.class);
    return new ToolCallStatus(
        element.key(),
        call.name(),
        call.handler(),
        call.arguments(),
        element.state(),
        observation == null ? null : observation.ok(),
        observation == null ? null : preview(observation),
        element.startedAt(),
        element.endedAt(),
        subRun);
  }

  private static @Nullable RunStatus taken(List<RunStatus> left, ToolCall call) {
    String task = call.task();
    if (task == null) {
      return null;
    }
    for (RunStatus run : left) {
      if (Objects.equals(run.agent(), call.agent()) && run.task().equals(Preview.of(task))) {
        left.remove(run);
        return run;
      }
    }
    return null;
  }

  private static @Nullable String preview(Observation observation) {
    if (observation.preview() != null || observation.content() == null) {
      return observation.preview();
    }
    return Preview.of(
        observation.content().isTextual()
            ? observation.content().asText()
            : observation.content().toString());
  }

  /** The run may show before its call: under the agent's name until then. */
  private static ToolCallStatus withoutCall(RunStatus run) {
    return new ToolCallStatus(
        run.key(),
        run.agent(),
        ToolCall.Handler.AGENT,
        null,
        run.state(),
        null,
        null,
        run.startedAt(),
        run.endedAt(),
        run);
  }
}
