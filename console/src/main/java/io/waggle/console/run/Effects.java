package io.waggle.console.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.history.JobText;
import io.waggle.journal.RunRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What tools do to the world, by the definitions that agents worked with. */
final class Effects {
  /** Definitions are never changed, and there are few. */
  private static final int MOST_KEPT = 500;

  private final RunRecords records;
  private final Map<String, Map<String, String>> byDefinition = new ConcurrentHashMap<>();

  Effects(RunRecords records) {
    this.records = records;
  }

  /**
   * @param definition digest of an agent's definition
   * @param tool a tool's name, as a model calls it
   * @return in a few words; empty where the definition does not say
   */
  String of(@Nullable String definition, String tool) {
    if (definition == null) {
      return "";
    }
    if (byDefinition.size() > MOST_KEPT) {
      byDefinition.clear();
    }
    return byDefinition.computeIfAbsent(definition, this::read).getOrDefault(tool, "");
  }

  private Map<String, String> read(String definition) {
    Map<String, String> effects = new HashMap<>();
    JsonNode document = records.definition(definition).map(JobText::tree).orElse(null);
    if (document != null) {
      document.path("tools").forEach(tool -> effects.put(tool.path("name").asText(), words(tool)));
      document
          .path("subAgents")
          .forEach(
              agent ->
                  effects.put(agent.path("tool").asText(), "asks " + agent.path("name").asText()));
    }
    return effects;
  }

  private static String words(JsonNode tool) {
    String undo = tool.path("undo").asBoolean() ? ", can be undone" : "";
    return switch (tool.path("effect").asText()) {
      case "READ" -> "reads";
      case "IDEMPOTENT" -> "changes something" + undo;
      case "ONCE" -> "changes something, only once" + undo;
      default -> "";
    };
  }
}
