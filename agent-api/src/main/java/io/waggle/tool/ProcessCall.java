package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a tool does that is a BPMN process: the engine runs it as a call activity in place of a job,
 * where it is drawn, cancelled and waited for like any part of the run. Each argument is a variable
 * of the process. What the process leaves in its variable {@code result} is the tool's result; what
 * it leaves in {@code toolError}, or a BPMN error, is an error that the model reads.
 *
 * @param processId id of the process that is called; its latest version
 * @param variables what the process is given beside the arguments
 */
public record ProcessCall(String processId, ObjectNode variables) implements ToolDefinition.Body {
  /** Variables that the call itself has. */
  private static final Set<String> TAKEN =
      Set.of(
          "agent",
          "task",
          "caller",
          "idempotencyKey",
          "toolCall",
          "turn",
          "run",
          "observation",
          "inDoubt",
          "answer",
          "result",
          "toolError");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public ProcessCall {
    if (processId.isBlank()) {
      throw new DefinitionException("a tool that is a process needs the id of the process.");
    }
  }

  /** A process that is given the arguments alone. */
  public static ProcessCall of(String processId) {
    return new ProcessCall(processId, JsonNodeFactory.instance.objectNode());
  }

  /**
   * @param parameters schema of the tool's arguments
   * @throws DefinitionException if they cannot be variables of a process; the message says which
   */
  public void check(String tool, JsonNode parameters) {
    if (!parameters.path("type").asText().equals("object")) {
      throw new DefinitionException(
          "tool '%s': its parameters have to be a JSON Schema of type 'object'.".formatted(tool));
    }
    if (parameters.path("additionalProperties").asBoolean(true)) {
      throw new DefinitionException(
          "tool '%s': its parameters need \"additionalProperties\": false, for each becomes a variable of the process '%s'."
              .formatted(tool, processId));
    }
    for (Iterator<String> names = parameters.path("properties").fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (TAKEN.contains(name) || variables.has(name)) {
        throw new DefinitionException(
            "tool '%s': a parameter is named '%s', a variable that the call itself has: rename it."
                .formatted(tool, name));
      }
      if (!NAME.matcher(name).matches()) {
        throw new DefinitionException(
            "tool '%s': a parameter is named '%s', which cannot be a variable of a process: use letters, digits and _."
                .formatted(tool, name));
      }
    }
  }

  /**
   * Not how a process is called.
   *
   * @throws NothingDoneException always
   */
  @Override
  public String call(JsonNode arguments, ToolCallContext context) {
    throw new NothingDoneException(
        "it is the BPMN process '%s', which only an agent's run can call; call the process itself."
            .formatted(processId));
  }
}
