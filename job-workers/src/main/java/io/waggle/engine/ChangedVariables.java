package io.waggle.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Leaves out of a job's outcome what the job read just so. The engine sets a variable in the scope
 * that has it, but only if the value is another one: an equal one it writes into the process
 * instance, where a call activity may hand it to whoever called the run.
 */
final class ChangedVariables {
  private ChangedVariables() {}

  /**
   * @param written the outcome's variables; only those that are not as they were read stay in it
   * @param read the job's variables
   */
  static void keep(ObjectNode written, JsonNode read) {
    written
        .properties()
        .removeIf(variable -> variable.getValue().equals(read.get(variable.getKey())));
  }
}
