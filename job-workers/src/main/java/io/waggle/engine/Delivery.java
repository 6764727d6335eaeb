package io.waggle.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the engine is told of a job; recorded so that a later attempt tells it the same.
 *
 * @param errorCode BPMN error to throw; null: the job is completed
 * @param variables what the process gets to know
 */
public record Delivery(@Nullable String errorCode, Map<String, @Nullable Object> variables) {

  /**
   * @param name of a variable
   * @param value null clears it
   */
  public Delivery with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> all = new HashMap<>(variables);
    all.put(name, value);
    return new Delivery(errorCode, all);
  }
}
