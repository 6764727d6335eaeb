package io.waggle.console.run;

import io.waggle.bpmn.Usage;
import io.waggle.client.CallingProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as its page shows it.
 *
 * @param id name of the run at the top
 * @param at where in it the run is; empty at the top
 * @param agent whose run
 * @param task what was asked, whole
 * @param input JSON; empty if there was none
 * @param standing where it stands
 * @param result what came out, whole; empty before
 * @param resultMembers of a result that is an object, its members by name; else empty
 * @param resultJob path of the job that wrote it; null before
 * @param plans null where the journal does not know the run yet
 * @param gates at which it waits now, those of sub-agents included
 * @param incidents what keeps it from going on
 * @param events for the timeline
 * @param earlier how many events before those are left out
 * @param usage sub-agents included
 * @param begun when its task was accepted
 * @param ended null while it goes on
 * @param took so far
 * @param epoch 1, and one more each time that it was recreated
 * @param calledBy the process of somebody's own that called it; null where none did, and while the
 *     engine has not said
 * @param origin what it was forked from; null where it was not
 * @param forks names of runs that were forked from it, the latest first
 * @param notice why the engine's part is missing; null where it is not
 */
public record RunView(
    String id,
    String at,
    String agent,
    String task,
    String input,
    Standing standing,
    String result,
    Map<String, String> resultMembers,
    @Nullable String resultJob,
    List<PlanView> plans,
    List<OpenGate> gates,
    List<Incident> incidents,
    List<Event> events,
    int earlier,
    Usage usage,
    @Nullable Instant begun,
    @Nullable Instant ended,
    @Nullable Duration took,
    int epoch,
    @Nullable CallingProcess calledBy,
    @Nullable ForkedFrom origin,
    List<String> forks,
    @Nullable String notice) {

  public RunView {
    resultMembers = Collections.unmodifiableMap(new LinkedHashMap<>(resultMembers)); // in order
    plans = List.copyOf(plans);
    gates = List.copyOf(gates);
    incidents = List.copyOf(incidents);
    events = List.copyOf(events);
    forks = List.copyOf(forks);
  }

  /**
   * A question at which the run waits.
   *
   * @param gate what is asked, of whom
   * @param task key of the user task; null where it is not known
   */
  public record OpenGate(GateView gate, @Nullable Long task) {}

  /**
   * Something that keeps the run from going on.
   *
   * @param key of the incident
   * @param element what people read in the diagram
   * @param message what is wrong and what to do, as the worker or the engine put it
   * @param advice what a retry does
   * @param since when it was raised
   */
  public record Incident(long key, String element, String message, String advice, Instant since) {}

  /**
   * What a run was forked from.
   *
   * @param run the other run
   * @param path of the job in it that this one does anew
   * @param changes what is other from there on, by its names
   * @param by who forked it; null if that is not known
   */
  public record ForkedFrom(
      String run, String path, Map<String, String> changes, @Nullable String by) {}

  /**
   * @return name of the run, and where in it
   */
  public String address() {
    return at.isEmpty() ? id : id + "/" + at;
  }

  /**
   * @return how many steps are done or planned
   */
  public long steps() {
    return done()
        + plans.stream()
            .filter(plan -> plan.problem().isEmpty())
            .reduce((earlier, later) -> later)
            .map(plan -> plan.size() - plan.done())
            .orElse(0L);
  }

  /**
   * @return how many of the steps are done
   */
  public long done() {
    return plans.stream().mapToLong(PlanView::done).sum();
  }

  /**
   * @return how many turns there were in its own steps
   */
  public int turns() {
    return plans.stream()
        .flatMap(plan -> plan.waves().stream())
        .flatMap(List::stream)
        .mapToInt(StepView::turns)
        .sum();
  }
}
