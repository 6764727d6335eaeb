package io.waggle.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Outcome;
import io.waggle.bpmn.Plan;
import io.waggle.bpmn.Progress;
import io.waggle.bpmn.TakenDecision;
import io.waggle.bpmn.Usage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run and everything below it, as {@code /v2} last showed it, which may lag the engine by a few
 * seconds.
 *
 * @param id the run's address: its name, and for the run of a sub-agent {@code /} and the path of
 *     the call; null while it has none, until its task is accepted
 * @param key of its process instance, for links: it is another one where the run was recreated
 * @param agent name of the agent; {@code ?} where the run was started without one
 * @param task beginning of the task
 * @param calledBy the process that called the run, also where an agent called that; null where a
 *     client or an agent itself did, and for the runs of sub-agents within this status
 * @param state whether the run goes on
 * @param startedAt by the cluster's clock
 * @param endedAt null while the run goes on
 * @param outcome how it ended, or is going to while what it did is undone; null before, and for a
 *     run whose process instance was terminated
 * @param result what came out, where it has a type as JSON; null before
 * @param value what came out, where it has a type and is no text; else null
 * @param resultRef journal record with the whole result; null before
 * @param usage what was used up so far, sub-agents included
 * @param plan the current plan; null before there is one
 * @param progress how far the work on the plan is
 * @param elements the passages through the run's diagram, oldest first
 * @param steps those begun in the order in which they began, then those that are still planned
 * @param gates the questions of the run itself that wait for a person; those of its steps are there
 * @param decisions what people decided so far, as far as the run has gathered it
 * @param undo null where nothing is to be undone, or not yet
 * @param incidents what has to be looked at, in the run and everything below it
 * @param warnings what looks wrong without being an incident, in words, in the run and everything
 *     below it
 * @param link the run in Operate; null where there is no Operate
 */
public record RunStatus(
    @Nullable String id,
    long key,
    String agent,
    String task,
    @Nullable CallingProcess calledBy,
    RunState state,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Outcome outcome,
    @Nullable String result,
    @Nullable JsonNode value,
    @Nullable String resultRef,
    Usage usage,
    @Nullable Plan plan,
    Progress progress,
    List<ElementStatus> elements,
    List<StepStatus> steps,
    List<GateStatus> gates,
    List<TakenDecision> decisions,
    @Nullable UndoStatus undo,
    List<IncidentStatus> incidents,
    List<String> warnings,
    @Nullable URI link) {
  /** The agent's name while it is not known. */
  static final String NO_AGENT = "?";

  public RunStatus {
    elements = List.copyOf(elements);
    steps = List.copyOf(steps);
    gates = List.copyOf(gates);
    decisions = List.copyOf(decisions);
    incidents = List.copyOf(incidents);
    warnings = List.copyOf(warnings);
  }

  /**
   * @return what finds the run again from anywhere: its address, while it has none its key
   */
  public String reference() {
    return id == null ? Long.toString(key) : id;
  }

  /**
   * @return the runs of sub-agents that were called directly, oldest first
   */
  public List<RunStatus> subRuns() {
    return steps.stream()
        .flatMap(step -> step.toolCalls().stream())
        .flatMap(call -> Stream.ofNullable(call.subRun()))
        .toList();
  }

  /**
   * @return the questions that wait for a person, in this run and those below
   */
  public List<GateStatus> waitingForPerson() {
    return Stream.of(
            gates.stream(),
            steps.stream().flatMap(step -> step.gates().stream()),
            subRuns().stream().flatMap(run -> run.waitingForPerson().stream()))
        .flatMap(each -> each)
        .toList();
  }

  /**
   * @return whether a step of the run, or of one below, begins no further turn until the run is
   *     resumed; a run that was asked to pause finishes its current turns first
   */
  public boolean paused() {
    return !state.ended()
        && (steps.stream().anyMatch(StepStatus::paused)
            || subRuns().stream().anyMatch(RunStatus::paused));
  }

  /**
   * @return where the run stands, as the end of a sentence about it, for example {@code "working on
   *     'Read the code', 'Find the tests'"}
   */
  public String standing() {
    if (state == RunState.TERMINATED) {
      return "terminated";
    }
    if (outcome != null && !undoing()) {
      return (outcome == Outcome.CANCELLED ? "" : "ended: ") + Words.of(outcome) + undone();
    }
    if (!incidents.isEmpty()) {
      return "standing still because of an incident: " + incidents.getFirst().message();
    }
    if (!waitingForPerson().isEmpty()) {
      return "waiting for a person to "
          + waitingForPerson().stream().map(GateStatus::words).collect(Collectors.joining(", "));
    }
    if (paused()) {
      return "paused";
    }
    if (undoing()) {
      return "undoing what was done" + undone();
    }
    String active = titlesOfActiveSteps();
    if (!active.isEmpty()) {
      return "working on " + active;
    }
    return elements.stream()
        .filter(element -> element.active() && !element.frame())
        .map(element -> "at '" + element.name() + "'")
        .findFirst()
        .orElse(state.ended() ? "ended" : "started");
  }

  private boolean undoing() {
    return undo != null && !undo.state().ended() && !state.ended();
  }

  private String undone() {
    int calls = undo == null ? 0 : undo.undone();
    return switch (calls) {
      case 0 -> "";
      case 1 -> ", 1 tool call undone";
      default -> ", %d tool calls undone".formatted(calls);
    };
  }

  private String titlesOfActiveSteps() {
    return steps.stream()
        .filter(step -> step.state() == StepState.ACTIVE)
        .map(step -> "'" + step.title() + "'")
        .collect(Collectors.joining(", "));
  }
}
