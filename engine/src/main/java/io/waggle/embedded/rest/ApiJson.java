package io.waggle.embedded.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the classes that Camunda's client has from the published description of the API.
 * Requests are read strictly: what the description does not know is refused.
 */
final class ApiJson {
  private static final JsonInclude.Value UNLESS_EMPTY =
      JsonInclude.Value.construct(Include.NON_EMPTY, Include.ALWAYS);

  /** What the generated enums make of a value that they do not know. */
  private static final String UNKNOWN_VALUE = "unknown_default_open_api";

  private final ObjectMapper mapper = strict().build();

  /** The generated classes have empty lists where a request has none. */
  private final ObjectMapper withoutEmptyLists =
      strict()
          .withConfigOverride(List.class, override -> override.setInclude(UNLESS_EMPTY))
          .withConfigOverride(Set.class, override -> override.setInclude(UNLESS_EMPTY))
          .build();

  private static JsonMapper.Builder strict() {
    return JsonMapper.builder()
        .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .addHandler(new EqualityFilters());
  }

  /**
   * @throws ApiProblem if it is not what the class describes
   */
  <T> T read(byte[] json, Class<T> type) {
    try {
      T read = mapper.readValue(json.length == 0 ? new byte[] {'{', '}'} : json, type);
      if (mapper.writeValueAsString(read).contains('"' + UNKNOWN_VALUE + '"')) {
        throw ApiProblem.badRequest(
            "Request has a value that %s does not allow.".formatted(type.getSimpleName()));
      }
      return read;
    } catch (UnrecognizedPropertyException e) {
      throw ApiProblem.badRequest(
          "Request property [%s] cannot be parsed: it is not known here. Known are %s."
              .formatted(path(e), e.getKnownPropertyIds()));
    } catch (JsonMappingException e) {
      throw ApiProblem.badRequest(
          "Request property [%s] cannot be parsed: %s"
              .formatted(path(e), firstLine(e.getOriginalMessage())));
    } catch (JsonProcessingException e) {
      throw ApiProblem.badRequest(
          "Request body is no JSON: %s".formatted(firstLine(e.getOriginalMessage())));
    } catch (IOException e) {
      throw ApiProblem.badRequest("Request body cannot be read: " + e.getMessage());
    }
  }

  /** As {@link #read}, and as it was sent. */
  JsonNode readTree(byte[] json, Class<?> type) {
    read(json, type);
    try {
      return mapper.readTree(json);
    } catch (IOException e) {
      throw ApiProblem.badRequest("Request body cannot be read: " + e.getMessage());
    }
  }

  /** As {@link #read}, for what is looked at property by property; without empty lists. */
  JsonNode readNonEmpty(byte[] json, Class<?> type) {
    return withoutEmptyLists.valueToTree(read(json, type));
  }

  byte[] write(Object answer) {
    try {
      return mapper.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No answer can be written", e);
    }
  }

  /** Variables as the engine takes them; empty for none. */
  String text(@Nullable Map<String, Object> variables) {
    return variables == null ? "" : new String(write(variables), StandardCharsets.UTF_8);
  }

  /** What the engine hands out as a JSON object. */
  Map<String, Object> map(String object) {
    try {
      return mapper.readValue(object, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The engine handed out what is no JSON object", e);
    }
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  /** A filter is an object of operators, or in short the value that is to be equal. */
  private static final class EqualityFilters extends DeserializationProblemHandler {
    @Override
    public Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> type,
        @Nullable ValueInstantiator instantiator,
        JsonParser parser,
        String message)
        throws IOException {
      if (!type.getSimpleName().endsWith("FilterProperty")
          || !parser.currentToken().isScalarValue()) {
        return NOT_HANDLED;
      }
      ObjectNode operators = context.getNodeFactory().objectNode();
      operators.set("$eq", context.readTree(parser));
      return context.readTreeAsValue(operators, type);
    }
  }
}
