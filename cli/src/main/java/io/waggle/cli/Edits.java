package io.waggle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.bpmn.Decision.Argument;
import io.waggle.bpmn.Decision.Step;
import io.waggle.bpmn.GateKind;
import io.waggle.client.GateTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments or steps that a person may edit, and what was made of them. */
final class Edits {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final Console console;
  private final GateTask task;

  Edits(Console console, GateTask task) {
    this.console = console;
    this.task = task;
  }

  /** Arguments as one object, steps as a list. */
  JsonNode shown() {
    if (task.kind() == GateKind.PLAN) {
      return rows("steps");
    }
    checkEditable();
    ObjectNode object = MAPPER.createObjectNode();
    rows("arguments").forEach(row -> object.set(row.path("name").asText(), row.path("value")));
    return object;
  }

  /** What is shown, changed by a file and by single values. */
  List<Argument> arguments(@Nullable String file, Map<String, String> changes, boolean noSteps) {
    require(noSteps, "Task %d asks about a tool call; it has arguments, not steps.");
    checkEditable();
    JsonNode start = file == null ? shown() : parsed(file);
    Map<String, JsonNode> values = new LinkedHashMap<>();
    if (start.isArray()) {
      start.forEach(row -> values.put(row.path("name").asText(), row.path("value")));
    } else {
      start.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    }
    changes.forEach((name, value) -> values.put(name, TextNode.valueOf(value)));
    List<Argument> arguments = new ArrayList<>();
    values.forEach(
        (name, value) -> arguments.add(new Argument(name, value.isNull() ? null : value)));
    return arguments;
  }

  List<Step> steps(@Nullable String file, boolean noArguments) {
    require(
        noArguments && file != null,
        "Task %d asks about a plan; edit its steps with --steps FILE, --show prints what to start from.");
    JsonNode given = parsed(String.valueOf(file));
    JsonNode rows = given.isArray() ? given : given.path("steps");
    try {
      return MAPPER.convertValue(rows, new TypeReference<List<Step>>() {});
    } catch (IllegalArgumentException otherShape) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "'%s' is not a list of steps with id, title, instruction, agent and needs, as --show prints it."
              .formatted(file),
          otherShape);
    }
  }

  /** After an unusable decision the draft is that decision: it goes on from there. */
  private JsonNode rows(String name) {
    JsonNode draft = task.question().draft().path(name);
    return draft.isArray() ? draft : task.question().shown().path(name);
  }

  private void checkEditable() {
    require(
        task.question().shown().path("canEdit").asBoolean(true),
        "The call of task %d cannot be edited, for there is nothing to edit, or not all of it can be shown; decide otherwise.");
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new CommandFailure(ExitCode.USAGE, otherwise.formatted(task.key()));
    }
  }

  private JsonNode parsed(String file) {
    try {
      JsonNode parsed = MAPPER.readTree(new Sources(console).read(file));
      if (parsed.isContainerNode()) {
        return parsed;
      }
    } catch (JsonProcessingException notJson) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "The file '%s' is not JSON: %s.".formatted(file, notJson.getOriginalMessage()),
          notJson);
    }
    throw new CommandFailure(
        ExitCode.USAGE, "The file '%s' has neither a JSON object nor a list.".formatted(file));
  }
}
