package io.waggle.client;

import io.waggle.bpmn.Models;
import io.waggle.bpmn.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What looks wrong with a run without being an incident, in words. */
final class RunWarnings {
  /** How long "Accept task" may wait before it is said that no worker holds the agent. */
  private static final Duration UNSERVED_AFTER = Duration.ofSeconds(5);

  private final NamedRuns named;
  private final Clock clock;
  private final LongWaits longWaits;

  RunWarnings(NamedRuns named, Clock clock) {
    this.named = named;
    this.clock = clock;
    this.longWaits = new LongWaits(clock);
  }

  /**
   * A run by itself.
   *
   * @param key of its process instance
   * @param id its address; null while it has none
   * @param elements of its diagram
   * @param waits what workers have said of its jobs, by the key of their element
   * @param incidents in its own elements
   */
  record Own(
      long key,
      @Nullable String id,
      String agent,
      List<ElementStatus> elements,
      Map<Long, Waiting> waits,
      List<IncidentStatus> incidents) {}

  List<String> of(Own run, List<StepReading> steps) {
    List<String> all = new ArrayList<>();
    if (run.incidents().isEmpty() && run.elements().stream().anyMatch(this::unserved)) {
      all.add(unaccepted(run.key(), run.id(), run.agent()));
    } else if (run.incidents().isEmpty()) {
      longWaits.of(run.agent(), run.elements(), run.waits()).forEach(all::add);
    }
    for (StepReading step : steps) {
      if (step.incidents().isEmpty()) {
        longWaits.of(run.agent(), step.status().elements(), step.waits()).forEach(all::add);
      }
      all.addAll(step.warnings());
    }
    return all;
  }

  private String unaccepted(long key, @Nullable String id, String agent) {
    return named
        .alive(id)
        .filter(other -> other.key() != key)
        .map(
            other ->
                "Process instance %d is another start of run %s, which is under way as process instance %d; it ends together with that one."
                    .formatted(key, id, other.key()))
        .orElseGet(
            () ->
                "No worker serves agent '%s': run %s waits for one; start a worker that holds the agent, or check the agent's name."
                    .formatted(agent, id == null ? key : id));
  }

  private boolean unserved(ElementStatus element) {
    return element.id().equals(Models.ACCEPT_TASK)
        && element.active()
        && element.startedAt().plus(UNSERVED_AFTER).isBefore(clock.instant());
  }
}
