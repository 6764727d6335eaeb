package io.waggle.bpmn;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What "Ask sub-agent" tells the process that it calls about its caller. It spares a look into the
 * cluster; only what the journal confirms counts, so that it does no harm in other hands.
 *
 * @param turn the journal record of the turn that calls the sub-agent
 */
public record Caller(long turn) {
  /**
   * @param variable of the name {@code caller}, whoever wrote it
   * @return what it says; empty if it is something else
   */
  public static Optional<Caller> read(@Nullable JsonNode variable) {
    if (variable == null || !variable.path("turn").isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Caller(Long.parseLong(variable.path("turn").asText())));
    } catch (NumberFormatException somethingElse) {
      return Optional.empty();
    }
  }
}
