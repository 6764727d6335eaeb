package io.waggle.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.VisibleText;
import io.waggle.journal.JournalJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads arguments that a person filled in as texts, without quotes and brackets. */
final class EditedArguments {
  private static final ObjectMapper MAPPER = JournalJson.mapper(); // numbers as written

  private EditedArguments() {}

  /**
   * @param rows as the person left them; what cannot be seen, and was shown by name, stays where
   *     the name stays
   * @param before the arguments as the model wrote them
   * @param schema of the tool
   * @return the arguments as JSON, not checked
   */
  static String text(List<Decision.Argument> rows, JsonNode before, JsonNode schema) {
    Map<String, String> shown = new HashMap<>();
    before
        .properties()
        .forEach(
            argument ->
                shown.put(argument.getKey(), VisibleText.of(Rows.text(argument.getValue()))));
    ObjectNode arguments = Rows.object();
    for (Decision.Argument row : rows) {
      JsonNode value = row.value();
      if (value != null && value.isTextual() && value.asText().equals(shown.get(row.name()))) {
        arguments.set(row.name(), before.get(row.name()));
      } else {
        JsonNode named = value == null ? null : back(value, before.path(row.name()));
        JsonNode read = read(named, isText(schema.path("properties").path(row.name())));
        if (read != null) {
          arguments.set(row.name(), read);
        }
      }
    }
    return arguments.toString();
  }

  private static JsonNode back(JsonNode value, JsonNode before) {
    return value.isTextual() && !before.isMissingNode()
        ? TextNode.valueOf(VisibleText.back(value.asText(), Rows.text(before)))
        : value;
  }

  private static @Nullable JsonNode read(@Nullable JsonNode value, boolean text) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || text) {
      return value;
    }
    if (value.asText().isBlank()) {
      return null;
    }
    try {
      return MAPPER.readTree(value.asText());
    } catch (JsonProcessingException notJson) {
      return TextNode.valueOf(value.asText());
    }
  }

  private static boolean isText(JsonNode property) {
    JsonNode type = property.path("type");
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (one.asText().equals("string")) {
          return true;
        }
      }
      return false;
    }
    return type.asText().equals("string") || property.has("enum");
  }
}
