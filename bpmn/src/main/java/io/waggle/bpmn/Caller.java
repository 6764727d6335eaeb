package io.waggle.bpmn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What "Ask sub-agent" tells the process that it calls about its caller. It spares a look into the
 * cluster; only what the journal confirms counts, so that it does no harm in other hands.
 *
 * @param run {@link Run#id()} of the calling run
 * @param call {@link ToolCall#at()} of the call
 * @param epoch {@link Run#epoch()} of the calling run
 */
public record Caller(String run, String call, int epoch) {
  /**
   * @param variable of the name {@code caller}, whoever wrote it
   * @return what it says; empty if it is something else
   */
  public static Optional<Caller> read(@Nullable JsonNode variable) {
    if (variable == null
        || !variable.path("run").isTextual()
        || !variable.path("call").isTextual()
        || !variable.path("epoch").canConvertToExactIntegral()
        || !variable.path("epoch").canConvertToInt()) {
      return Optional.empty();
    }
    return Optional.of(
        new Caller(
            variable.path("run").textValue(),
            variable.path("call").textValue(),
            variable.path("epoch").intValue()));
  }
}
