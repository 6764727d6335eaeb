package io.waggle.console.run;

import io.waggle.bpmn.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn of a step.
 *
 * @param path of its job
 * @param number 1 for the first
 * @param badge how far it is
 * @param said what the model wrote beside its calls; empty if nothing
 * @param fault why its answer could not be used; empty if it could
 * @param heard guidance of people that it was told first
 * @param calls what it asked for
 * @param gates limits that people were asked about after it
 * @param usage of its own LLM call
 * @param begun when it began
 * @param took how long the model took; null before
 */
public record TurnView(
    String path,
    int number,
    Badge badge,
    String said,
    String fault,
    List<String> heard,
    List<CallView> calls,
    List<GateView> gates,
    Usage usage,
    @Nullable Instant begun,
    @Nullable Duration took) {

  public TurnView {
    heard = List.copyOf(heard);
    calls = List.copyOf(calls);
    gates = List.copyOf(gates);
  }
}
