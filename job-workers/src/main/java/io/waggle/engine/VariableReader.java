package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a job's variables into a record, and says in a sentence what is wrong with them. */
public final class VariableReader {
  private static final ObjectMapper MAPPER = mapper();

  private VariableReader() {}

  /**
   * @param type a record of variables
   * @return their names
   */
  static List<String> names(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  /**
   * @param json the variables of a job
   * @param type a record of variables; a component that is not {@code @Nullable} must be there
   * @throws NeedsPersonException if a variable is missing or of the wrong type
   */
  public static <V extends Record> V read(String json, Class<V> type) {
    try {
      JsonNode all = MAPPER.readTree(json);
      for (RecordComponent component : type.getRecordComponents()) {
        if (!all.hasNonNull(component.getName())
            && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          throw wrong(
              "'%s' is missing".formatted(component.getName()),
              "Add it (in Operate: 'Add Variable')",
              null);
        }
      }
      return MAPPER.treeToValue(all, type);
    } catch (JsonMappingException mismatch) {
      throw wrong(
          "'%s' does not fit: %s".formatted(path(mismatch), firstSentence(mismatch)),
          "Correct it (in Operate: edit the variable)",
          mismatch);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException("The engine's variables are not JSON.", notJson);
    }
  }

  private static NeedsPersonException wrong(String what, String remedy, @Nullable Throwable cause) {
    return new NeedsPersonException(
        ("The variable %s. %s and resolve this incident; the contract"
                + " of the variables is in docs/variables.md.")
            .formatted(what, remedy),
        cause);
  }

  private static String path(JsonMappingException mismatch) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : mismatch.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.toString();
  }

  private static String firstSentence(JsonMappingException mismatch) {
    Throwable cause = mismatch.getCause();
    String message =
        cause instanceof IllegalArgumentException && cause.getMessage() != null
            ? cause.getMessage()
            : mismatch.getOriginalMessage();
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("`?(?:java|io)\\.(?:\\w+[.$])*(\\w+)`?", "$1")
        .replaceAll(" \\((?:but|for) .*", "")
        .replaceAll("\\.$", "");
  }

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    var texts = mapper.coercionConfigFor(LogicalType.Textual);
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      texts.setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }
}
