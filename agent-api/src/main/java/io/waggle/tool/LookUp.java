package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Asks whether a call went through that ended without a word, or threw. */
@FunctionalInterface
public interface LookUp {
  /**
   * @param arguments of the call in doubt
   * @param context of the call in doubt, with its idempotency key
   * @return the call's result; empty if it is not there, which is believed the second time
   * @throws Exception if it cannot be found out: then a person is asked
   */
  Optional<String> find(JsonNode arguments, ToolCallContext context) throws Exception;
}
