package io.waggle.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waggle.check.MarkdownParts;
import io.waggle.check.NearMiss;
import io.waggle.tool.DefinitionException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the YAML at the head of a Markdown file, strictly. */
final class FrontMatter {
  private static final Set<String> SWITCHES =
      Set.of("approvePlan", "askHuman", "extendLimits", "inline", "memory");
  private static final ObjectMapper YAML = mapper();

  private FrontMatter() {}

  /**
   * A file, taken apart.
   *
   * @param head the front matter
   * @param body what stands below it
   */
  record Parts(AgentFile head, String body) {}

  /**
   * @param origin the file, for messages
   * @param text its content
   * @throws DefinitionException with a sentence that names the file and, where it can, the line
   */
  static Parts read(String origin, String text) {
    try {
      MarkdownParts parts = MarkdownParts.of(text);
      return new Parts(head(origin, parts), parts.body());
    } catch (DefinitionException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw wrong(origin, String.valueOf(e.getMessage()));
    }
  }

  private static AgentFile head(String origin, MarkdownParts parts) {
    if (parts.isHeadEmpty()) {
      throw wrong(origin, "has empty front matter: give at least 'name' and 'model'.");
    }
    String yaml = parts.head();
    try {
      return YAML.readValue(yaml, AgentFile.class);
    } catch (UnrecognizedPropertyException e) {
      var known = names(e.getKnownPropertyIds());
      throw wrong(
          at(origin, yaml, e.getPropertyName()),
          "has a key '%s' that is not known%s; known are %s."
              .formatted(
                  e.getPropertyName(),
                  NearMiss.hint(e.getPropertyName(), known),
                  String.join(", ", known)));
    } catch (InvalidFormatException e) {
      throw wrong(at(origin, e), "has a '%s' %s.".formatted(path(e), mistake(e)));
    } catch (ValueInstantiationException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw wrong(at(origin, e), "has a wrong value: %s".formatted(cause.getMessage()));
    } catch (MismatchedInputException e) {
      throw wrong(
          at(origin, e),
          "has a '%s' that must be %s%s."
              .formatted(
                  path(e),
                  SWITCHES.contains(path(e)) ? "true, false, or " : "",
                  kind(e.getTargetType())));
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("").strip();
      throw wrong(at(origin, e), "is not YAML: %s.".formatted(reason));
    }
  }

  private static String mistake(InvalidFormatException e) {
    var type = e.getTargetType();
    if (type != null && type.isEnum()) {
      var allowed =
          Stream.of(type.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      return "that is '%s'; it can be %s".formatted(e.getValue(), allowed);
    }
    return "that must be " + kind(type);
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list, for example [one, two]";
    }
    if (type == String.class) {
      return "a text (put it in quotes)";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == FilesEntry.class) {
      return "a folder, or an object of 'key: value' lines";
    }
    if (type == ToolRuleEntry.class) {
      return "a tool's name, or an object of 'key: value' lines";
    }
    if (type == BigDecimal.class) {
      return "a number";
    }
    return type == Integer.class || type == Long.class
        ? "a whole number"
        : "an object of 'key: value' lines";
  }

  private static List<String> names(Collection<?> ids) {
    return ids.stream().map(Object::toString).sorted().toList();
  }

  private static String path(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "front matter" : path;
  }

  private static String at(String origin, JsonProcessingException e) {
    return e.getLocation() == null
        ? origin
        : "%s, line %d,".formatted(origin, e.getLocation().getLineNr());
  }

  /** Jackson reports an unknown key only when it has read on. */
  private static String at(String origin, String yaml, String key) {
    var lines = yaml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(".*\\b\\Q" + key + "\\E[\"']?\\s*:.*")) {
        return "%s, line %d,".formatted(origin, i + 1);
      }
    }
    return origin;
  }

  private static DefinitionException wrong(String where, String what) {
    return new DefinitionException("Agent file " + where + " " + what);
  }

  private static ObjectMapper mapper() {
    var mapper =
        YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }
}
