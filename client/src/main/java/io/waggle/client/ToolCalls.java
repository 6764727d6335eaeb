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
  private final @Nullable String run;

  /**
   * @param run address of the run that the step belongs to
   */
  ToolCalls(VariableScopes variables, List<ElementStatus> elements, @Nullable String run) {
    this.run = run;
    this.variables = variables;
    this.elements =
        elements.stream().collect(Collectors.toMap(ElementStatus::key, Function.identity()));
  }

  /**
   * {@code /v2} does not say which call a called instance belongs to: its address does, and before
   * it has one, agent and task.
   */
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
        Addresses.in(run, call.at()),
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

  private @Nullable RunStatus taken(List<RunStatus> left, ToolCall call) {
    String address = Addresses.in(run, call.at());
    for (RunStatus below : left) {
      if (fits(below, address, call)) {
        left.remove(below);
        return below;
      }
    }
    return null;
  }

  private static boolean fits(RunStatus below, @Nullable String address, ToolCall call) {
    if (address == null || below.id() == null) {
      return fits(below, call);
    }
    // A process that is not ours may stand between, and call several.
    return (below.id() + "/").startsWith(address + "/");
  }

  private static boolean fits(RunStatus below, ToolCall call) {
    String task = call.task();
    return task != null
        && Objects.equals(below.agent(), call.agent())
        && below.task().equals(Preview.of(task));
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
        run.id(),
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
