package io.waggle.client;

import io.waggle.bpmn.InlineTurns;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.StepResult;
import io.waggle.bpmn.Turn;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.Waiting;
import io.waggle.client.ProcessInstances.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the status of a step together, with the runs of the sub-agents that it called. */
final class StepReader {
  private static final Set<String> NAMES =
      Set.of(
          "step",
          "turn",
          "stepResult",
          InlineTurns.VARIABLE,
          Waiting.VARIABLE,
          ToolCalls.CALL,
          ToolCalls.OBSERVATION);

  private final ProcessInstances instances;
  private final GateReader gates;
  private final Function<Instance, RunStatus> subRuns;
  private final Predicate<Instance> settled;
  private final Map<Long, StepReading> remembered = new ConcurrentHashMap<>();

  StepReader(
      ProcessInstances instances,
      GateReader gates,
      Function<Instance, RunStatus> subRuns,
      Predicate<Instance> settled) {
    this.instances = instances;
    this.gates = gates;
    this.subRuns = subRuns;
    this.settled = settled;
  }

  /**
   * @param run address of the run that the step belongs to
   */
  StepReading read(Instance instance, @Nullable String run) {
    StepReading known = remembered.get(instance.key());
    if (known != null) {
      return known;
    }
    StepReading reading = readFresh(instance, run);
    if (settled.test(instance)) {
      remembered.put(instance.key(), reading);
    }
    return reading;
  }

  private StepReading readFresh(Instance instance, @Nullable String run) {
    long key = instance.key();
    List<Instance> called = instances.calledBy(key);
    List<RunStatus> runs = called.stream().flatMap(this::agents).map(subRuns).toList();
    var variables = new VariableScopes(instances.variables(key, NAMES));
    List<ElementStatus> elements = instances.elements(key);
    List<ToolCallStatus> calls = new ToolCalls(variables, elements, run).with(runs);
    return new StepReading(
        status(
            run,
            instance,
            variables,
            elements,
            calls,
            called.stream().flatMap(child -> gates.status(child).stream()).toList()),
        incidents(instance, called, runs),
        variables.all(Waiting.VARIABLE, Waiting.class),
        runs.stream().flatMap(below -> below.warnings().stream()).toList());
  }

  /** Agents that the step called, also through processes that are not ours. */
  private Stream<Instance> agents(Instance called) {
    return switch (called.processId()) {
      case Models.AGENT -> Stream.of(called);
      case Models.GATE -> Stream.empty();
      default -> instances.calledBy(called.key()).stream().flatMap(this::agents);
    };
  }

  private static StepStatus status(
      @Nullable String run,
      Instance instance,
      VariableScopes variables,
      List<ElementStatus> elements,
      List<ToolCallStatus> calls,
      List<GateStatus> gates) {
    long key = instance.key();
    Turn turn = variables.read(key, "turn", Turn.class);
    StepResult result = variables.read(key, "stepResult", StepResult.class);
    Said said = said(turn, variables);
    PlanStep step = variables.read(key, "step", PlanStep.class);
    return new StepStatus(
        Addresses.in(run, step == null ? null : step.at()),
        key,
        step,
        state(instance.state(), result),
        said.turns(),
        result == null ? said.preview() : result.preview(),
        usage(turn, result, calls),
        instance.startedAt(),
        instance.endedAt(),
        elements,
        calls,
        gates);
  }

  /**
   * What the model has said so far.
   *
   * @param turns how many answers
   * @param preview of the last one; null before
   */
  private record Said(int turns, @Nullable String preview) {}

  /** A job "Think" that is at later turns already says so beside the turn that the process has. */
  private static Said said(@Nullable Turn turn, VariableScopes variables) {
    Said known = turn == null ? new Said(0, null) : new Said(turn.number(), turn.preview());
    return variables.all(InlineTurns.VARIABLE, InlineTurns.class).values().stream()
        .filter(inside -> inside.last() > known.turns())
        .max(Comparator.comparingInt(InlineTurns::last))
        .map(inside -> new Said(inside.last(), inside.preview()))
        .orElse(known);
  }

  private static StepState state(RunState state, @Nullable StepResult result) {
    return switch (state) {
      case ACTIVE -> StepState.ACTIVE;
      case TERMINATED -> StepState.TERMINATED;
      case COMPLETED ->
          result == null
              ? StepState.DONE
              : switch (result.status()) {
                case DONE -> StepState.DONE;
                case PARTIAL -> StepState.PARTIAL;
                case FAILED -> StepState.FAILED;
              };
    };
  }

  /** A turn sums up all before it, and a result all turns; sub-agents are not in it. */
  private static Usage usage(
      @Nullable Turn turn, @Nullable StepResult result, List<ToolCallStatus> calls) {
    Usage own = turn == null ? Usage.ZERO : turn.usage();
    Usage usage = result == null ? own : result.usage();
    for (ToolCallStatus call : calls) {
      RunStatus run = call.subRun();
      usage = usage.plus(run == null ? null : run.usage());
    }
    return usage;
  }

  private List<IncidentStatus> incidents(
      Instance instance, List<Instance> called, List<RunStatus> runs) {
    List<IncidentStatus> all = new ArrayList<>();
    if (!instance.state().ended()) {
      all.addAll(instances.incidents(instance.key()));
    }
    runs.forEach(run -> all.addAll(run.incidents()));
    called.stream()
        .filter(child -> !child.processId().equals(Models.AGENT) && !child.state().ended())
        .forEach(child -> all.addAll(instances.incidents(child.key())));
    return all;
  }
}
