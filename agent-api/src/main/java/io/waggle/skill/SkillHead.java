package io.waggle.skill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waggle.check.MarkdownParts;
import io.waggle.check.NearMiss;
import io.waggle.tool.DefinitionException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The front matter of a {@code SKILL.md}. */
record SkillHead(
    String name,
    String description,
    @Nullable String license,
    @Nullable String compatibility,
    Map<String, String> metadata,
    List<String> allowedTools) {
  private static final List<String> KEYS =
      List.of("name", "description", "license", "compatibility", "metadata", "allowed-tools");
  private static final ObjectMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  Skill skill(String body, List<SkillFile> files) {
    return new Skill(
        name, description, license, compatibility, metadata, allowedTools, body, files);
  }

  /**
   * Keys that the specification does not have are other products' and say nothing here, but one
   * that is nearly the specification's is a mistake.
   *
   * @param origin the file, for messages
   * @throws DefinitionException with a sentence that names the file
   */
  static SkillHead read(String origin, MarkdownParts parts) {
    JsonNode head = tree(origin, parts);
    if (!head.isObject()) {
      throw new DefinitionException(
          "%s has front matter that is not 'key: value' lines: give at least 'name' and 'description'."
              .formatted(origin));
    }
    head.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key) && NearMiss.of(key, KEYS).isPresent()) {
                throw new DefinitionException(
                    "%s has a key '%s' that is not known%s; known are %s."
                        .formatted(origin, key, NearMiss.hint(key, KEYS), String.join(", ", KEYS)));
              }
            });
    return new SkillHead(
        required(origin, head, "name"),
        required(origin, head, "description"),
        text(origin, head, "license"),
        text(origin, head, "compatibility"),
        metadata(origin, head.path("metadata")),
        tools(origin, head.path("allowed-tools")));
  }

  private static JsonNode tree(String origin, MarkdownParts parts) {
    try {
      return YAML.readTree(parts.head());
    } catch (JsonProcessingException e) {
      throw new DefinitionException(
          "%s%s is not YAML: %s. (A text with ': ' in it stands in quotes.)"
              .formatted(
                  origin,
                  e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr() + ",",
                  String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("").strip()),
          e);
    }
  }

  private static String required(String origin, JsonNode head, String key) {
    String text = text(origin, head, key);
    if (text == null || text.isBlank()) {
      throw new DefinitionException("%s has no '%s'.".formatted(origin, key));
    }
    return text.strip();
  }

  private static @Nullable String text(String origin, JsonNode head, String key) {
    JsonNode value = head.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new DefinitionException(
          "%s has a '%s' that must be a text (put it in quotes).".formatted(origin, key));
    }
    return value.textValue();
  }

  /** A version of 1.0 without quotes is a number to YAML, and common. */
  private static Map<String, String> metadata(String origin, JsonNode value) {
    Map<String, String> all = new TreeMap<>();
    if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
      throw new DefinitionException(
          "%s has 'metadata' that must be 'key: value' lines.".formatted(origin));
    }
    value
        .properties()
        .forEach(
            entry ->
                all.put(
                    entry.getKey(),
                    entry.getValue().isValueNode()
                        ? entry.getValue().asText()
                        : entry.getValue().toString()));
    return all;
  }

  private static List<String> tools(String origin, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)) {
      return value.valueStream().map(JsonNode::textValue).toList();
    }
    if (!value.isTextual()) {
      throw new DefinitionException(
          "%s has 'allowed-tools' that must be a text, with spaces between the tools."
              .formatted(origin));
    }
    return Arrays.stream(value.textValue().split("[\\s,]+"))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
