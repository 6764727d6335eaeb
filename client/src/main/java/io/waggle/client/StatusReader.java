package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Models;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.PlanStep;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Usage;
import io.waggle.bpmn.Variables;
import io.waggle.bpmn.Waiting;
import io.waggle.client.ProcessInstances.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the status of a run together. Keep one for each run that is followed: it remembers ends. */
final class StatusReader {
  /** After this time {@code /v2} shows all there is about an instance that ended. */
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(10);

  private static final Set<String> NAMES =
      Set.of(
          Variables.RUN_ID,
          Variables.AGENT,
          Variables.TASK,
          Variables.OUTCOME,
          Variables.RESULT,
          Variables.RESULT_REF,
          Variables.USAGE,
          Variables.DECISIONS,
          Waiting.VARIABLE,
          "plan",
          "progress");

  private final ProcessInstances instances;
  private final GateReader gates;
  private final Connection connection;
  private final Clock clock;
  private final StepReader steps;
  private final RunWarnings warnings;
  private final Map<Long, RunStatus> settled = new ConcurrentHashMap<>();
  private final Map<Long, Optional<CallingProcess>> callers = new ConcurrentHashMap<>();

  StatusReader(ProcessInstances instances, GateReader gates, Connection connection, Clock clock) {
    this.instances = instances;
    this.gates = gates;
    this.connection = connection;
    this.clock = clock;
    this.warnings = new RunWarnings(new NamedRuns(instances), clock);
    this.steps = new StepReader(instances, gates, this::subRun, this::settled);
  }

  /** Empty if there is no such process instance, or none yet. */
  Optional<RunStatus> read(long key) {
    return instances.instance(key).map(instance -> run(instance, caller(instance)));
  }

  /** Of whichever process instance is the run; empty while none is shown. */
  Optional<RunStatus> read(Followed run) {
    Optional<Long> instance = run.instance();
    Optional<RunStatus> own = instance.flatMap(this::read);
    if (own.isEmpty()) {
      instance.ifPresent(lost -> run.gone());
      return own;
    }
    RunStatus status = own.get();
    if (status.state() == RunState.TERMINATED && run.goesOn(status)) {
      return run.instance().flatMap(this::read);
    }
    long shown = status.state().ended() ? status.key() : run.shownBy(status);
    return shown == status.key()
        ? own
        : read(shown).filter(other -> !other.state().ended()).or(() -> own);
  }

  /** Whether the instance is known and has not ended; cheaper than its status. */
  boolean active(long key) {
    return instances.instance(key).filter(instance -> !instance.state().ended()).isPresent();
  }

  private RunStatus subRun(Instance instance) {
    RunStatus known = settled.get(instance.key());
    if (known != null) {
      return known;
    }
    RunStatus status = run(instance, null);
    if (settled(instance)) {
      settled.put(instance.key(), status);
    }
    return status;
  }

  private boolean settled(Instance instance) {
    Instant ended = instance.endedAt();
    return ended != null && ended.plus(SETTLED_AFTER).isBefore(clock.instant());
  }

  /** Null where "Ask sub-agent" called, or nobody. */
  private @Nullable CallingProcess caller(Instance instance) {
    Long parent = instance.parentKey();
    if (parent == null) {
      return null;
    }
    return callers
        .computeIfAbsent(
            parent,
            key ->
                instances
                    .instance(key)
                    .map(caller -> new CallingProcess(caller.key(), caller.processId())))
        .filter(caller -> !caller.process().equals(Models.STEP))
        .orElse(null);
  }

  private RunStatus run(Instance instance, @Nullable CallingProcess caller) {
    long key = instance.key();
    var variables = new VariableScopes(instances.variables(key, NAMES));
    List<ElementStatus> elements = instances.elements(key);
    List<Long> scopes = scopes(instance, elements);
    String id = variables.first(scopes, Variables.RUN_ID, String.class);
    List<Instance> called = instances.calledBy(key);
    List<StepReading> readings = steps(called, id);
    Plan plan = variables.first(scopes, "plan", Plan.class);
    Progress progress = progress(variables.first(scopes, "progress", Progress.class));
    String agent = variables.text(key, Variables.AGENT, RunStatus.NO_AGENT);
    RunState state = state(instance, elements);
    List<IncidentStatus> own = instance.state().ended() ? List.of() : instances.incidents(key);
    return new RunStatus(
        id,
        key,
        agent,
        Preview.of(variables.text(key, Variables.TASK, "")),
        caller,
        state,
        instance.startedAt(),
        instance.endedAt(),
        variables.first(scopes, Variables.OUTCOME, Outcome.class),
        text(variables.first(scopes, Variables.RESULT, JsonNode.class)),
        value(variables.first(scopes, Variables.RESULT, JsonNode.class)),
        variables.first(scopes, Variables.RESULT_REF, String.class),
        usage(variables.first(scopes, Variables.USAGE, Usage.class), state, plan, readings),
        plan,
        progress,
        elements,
        withPlanned(readings, plan, id),
        called.stream().flatMap(child -> gates.status(child).stream()).toList(),
        decisions(variables.first(scopes, Variables.DECISIONS, TakenDecision[].class)),
        undo(called),
        incidents(own, called, readings),
        warnings.of(new RunWarnings.Own(key, id, agent, elements, waits(variables), own), readings),
        connection.operateLink(key));
  }

  /**
   * The engine terminates an instance that throws an error to the process that called it: that run
   * has ended before, and has an outcome.
   */
  private static RunState state(Instance instance, List<ElementStatus> elements) {
    boolean ended =
        elements.stream()
            .anyMatch(
                element ->
                    element.id().equals(Models.RUN) && element.state() == RunState.COMPLETED);
    return ended && instance.state() == RunState.TERMINATED ? RunState.COMPLETED : instance.state();
  }

  private List<StepReading> steps(List<Instance> called, @Nullable String id) {
    return called.stream()
        .filter(child -> child.processId().equals(Models.STEP))
        .map(child -> steps.read(child, id))
        .toList();
  }

  private static Map<Long, Waiting> waits(VariableScopes variables) {
    return variables.all(Waiting.VARIABLE, Waiting.class);
  }

  private static Progress progress(@Nullable Progress read) {
    return read == null ? Progress.START : read;
  }

  private static @Nullable String text(@Nullable JsonNode result) {
    if (result == null) {
      return null;
    }
    return result.isTextual() ? result.asText() : result.toString();
  }

  /** Of an agent whose result has a type. */
  private static @Nullable JsonNode value(@Nullable JsonNode result) {
    return result == null || result.isTextual() ? null : result;
  }

  /**
   * Where the variables of a run are. Under way those of the process instance are its caller's: a
   * call activity hands over whatever the caller has, an earlier run's leavings too.
   */
  private static List<Long> scopes(Instance instance, List<ElementStatus> elements) {
    Optional<Long> frame =
        elements.stream()
            .filter(element -> element.id().equals(Models.RUN))
            .map(ElementStatus::key)
            .reduce((earlier, later) -> later);
    if (frame.isEmpty()) {
      // Deployed before there was a frame.
      return List.of(instance.key());
    }
    return instance.state() == RunState.COMPLETED
        ? List.of(frame.get(), instance.key())
        : List.of(frame.get());
  }

  /**
   * What the run has summed up, last when it made its plan, and what the plan's steps used since.
   */
  private static Usage usage(
      @Nullable Usage summedUp, RunState state, @Nullable Plan plan, List<StepReading> steps) {
    Usage usage = summedUp == null ? Usage.ZERO : summedUp;
    if (state == RunState.COMPLETED) {
      return usage;
    }
    Set<String> planned =
        plan == null
            ? Set.of()
            : plan.waves().stream()
                .flatMap(List::stream)
                .map(PlanStep::id)
                .collect(Collectors.toSet());
    for (StepReading reading : steps) {
      PlanStep step = reading.status().step();
      if (step == null || planned.contains(step.id())) {
        usage = usage.plus(reading.status().usage());
      }
    }
    return usage;
  }

  private static List<StepStatus> withPlanned(
      List<StepReading> readings, @Nullable Plan plan, @Nullable String id) {
    List<StepStatus> all = new ArrayList<>();
    readings.forEach(reading -> all.add(reading.status()));
    if (plan != null) {
      plan.waves().stream()
          .flatMap(List::stream)
          .filter(step -> readings.stream().noneMatch(reading -> reading.isOf(step)))
          .map(step -> StepStatus.planned(step, id))
          .forEach(all::add);
    }
    return all;
  }

  private @Nullable UndoStatus undo(List<Instance> called) {
    return called.stream()
        .filter(child -> child.processId().equals(Models.UNDO))
        .reduce((first, last) -> last)
        .map(this::undo)
        .orElse(null);
  }

  private UndoStatus undo(Instance undo) {
    var variables = new VariableScopes(instances.variables(undo.key(), Set.of(Variables.UNDONE)));
    Integer undone = variables.read(undo.key(), Variables.UNDONE, Integer.class);
    return new UndoStatus(
        undo.key(), undo.state(), undone == null ? 0 : undone, undo.startedAt(), undo.endedAt());
  }

  private static List<TakenDecision> decisions(TakenDecision @Nullable [] taken) {
    return taken == null ? List.of() : List.of(taken);
  }

  private List<IncidentStatus> incidents(
      List<IncidentStatus> own, List<Instance> called, List<StepReading> readings) {
    List<IncidentStatus> all = new ArrayList<>(own);
    called.stream()
        .filter(child -> !child.processId().equals(Models.STEP) && !child.state().ended())
        .forEach(child -> all.addAll(instances.incidents(child.key())));
    readings.forEach(reading -> all.addAll(reading.incidents()));
    return all;
  }
}
