package io.waggle.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What follows a job in the process, and may be done at once, without the engine: some jobs side by
 * side, and then the same job again. Each of them is recorded at the place that it would have had
 * as a job of the engine, so that nobody who looks back sees a difference.
 *
 * @param parts the jobs that come first; may be empty
 * @param next what the job that follows reads, by what the parts ended with, in their order
 * @param preview of the job before them, for people
 * @param <V> the variables of the job
 */
public record Inline<V extends Record>(
    List<Part<?>> parts, Function<List<Delivery>, Next<V>> next, String preview) {

  /**
   * A job on the way.
   *
   * @param worker does jobs of this kind
   * @param variables that it would read from the process
   * @param <W> their type
   */
  public record Part<W extends Record>(AgentWorker<W> worker, W variables) {}

  /**
   * The job that follows.
   *
   * @param variables that it would read from the process
   * @param told what the process would know by then, besides the outcomes of the jobs before; it
   *     gets to know it where the job that follows ends without doing anything
   * @param <V> their type
   */
  public record Next<V extends Record>(V variables, Map<String, @Nullable Object> told) {}
}
