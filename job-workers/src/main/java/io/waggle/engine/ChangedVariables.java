package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/**
 * Leaves out of a job's outcome what the job read just so. The engine sets a variable in the scope
 * that has it, but only if the value is another one: an equal one it writes into the process
 * instance, where a call activity may hand it to whoever called the run.
 */
final class ChangedVariables {
  private ChangedVariables() {}

  /**
   * @param written the outcome's variables, a JSON object
   * @param read the job's variables, a JSON object
   */
  static String of(ObjectMapper mapper, String written, String read) {
    try {
      JsonNode before = mapper.readTree(read);
      ObjectNode changed = (ObjectNode) mapper.readTree(written);
      changed.properties().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
      return mapper.writeValueAsString(changed);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
