package io.waggle.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of a job's outcome what the job read just so. The engine sets a variable in the scope
 * that has it, but only if the value is another one: an equal one it writes into the process
 * instance, where a call activity may hand it to whoever called the run.
 */
final class ChangedVariables {
  private ChangedVariables() {}

  /**
   * @param written the outcome's variables
   * @param read the job's variables
   * @return those of the outcome that are not as they were read
   */
  static Map<String, @Nullable Object> of(
      ObjectMapper mapper, Map<String, @Nullable Object> written, JsonNode read) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(written);
    changed
        .entrySet()
        .removeIf(
            entry ->
                read.has(entry.getKey())
                    && read.get(entry.getKey())
                        .equals(mapper.<JsonNode>valueToTree(entry.getValue())));
    return changed;
  }
}
