package io.waggle.console.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan of a run, a revised one or one that could not be used included.
 *
 * @param path of its job
 * @param number which of the run's plans: 1 for the first
 * @param badge its state
 * @param problem why it could not be used; empty if it could
 * @param asked whether a model made it; an agent that never plans has one step, its task
 * @param waves the steps; those of one wave run in parallel
 * @param gates what people were asked about it
 * @param begun when it began
 * @param took how long the model took; null before
 */
public record PlanView(
    String path,
    int number,
    Badge badge,
    String problem,
    boolean asked,
    List<List<StepView>> waves,
    List<GateView> gates,
    @Nullable Instant begun,
    @Nullable Duration took) {

  public PlanView {
    waves = waves.stream().map(List::copyOf).toList();
    gates = List.copyOf(gates);
  }

  /**
   * @return how many steps it has
   */
  public int size() {
    return waves.stream().mapToInt(List::size).sum();
  }

  /**
   * @return how many of them are done
   */
  public long done() {
    return waves.stream()
        .flatMap(List::stream)
        .filter(step -> step.badge().equals(Badge.DONE) || step.badge().equals(Badge.PARTLY))
        .count();
  }
}
