package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a job's variables into a record, and says in a sentence what is wrong with them. */
public final class VariableReader {
  /** Problems that one message names. */
  private static final int MOST = 10;

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
   * @param json the variables of a job, as the engine gives them
   * @throws NeedsPersonException if they are more than can be read, such as a thousand lists in
   *     each other
   */
  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException unreadable) {
      throw new NeedsPersonException(
          "The variables of this job cannot be read: %s. Correct them (in Operate: edit the variables) and resolve this incident."
              .formatted(unreadable.getOriginalMessage()),
          unreadable);
    }
  }

  /** As {@link #read(JsonNode, Class)}, of the JSON that the engine gives. */
  public static <V extends Record> V read(String json, Class<V> type) {
    return read(tree(json), type);
  }

  /**
   * @param all the variables of a job
   * @param type a record of variables; a component that is not {@code @Nullable} must be there
   * @throws NeedsPersonException if variables are missing or of the wrong type; the message names
   *     them all
   */
  static <V extends Record> V read(JsonNode all, Class<V> type) {
    try {
      List<String> problems = VariableShape.problems(all, type);
      if (!problems.isEmpty()) {
        throw wrong(problems, null);
      }
      return MAPPER.treeToValue(all, type);
    } catch (JsonMappingException mismatch) {
      throw wrong(
          List.of("'%s' does not fit: %s".formatted(path(mismatch), firstSentence(mismatch))),
          mismatch);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * @param name of a variable or of a member
   * @param value that does not fit, as JSON has it
   * @param wanted what it has to be, for example {@code a text}
   * @return a clause that says what it is and what it has to be
   */
  public static String problem(String name, JsonNode value, String wanted) {
    return VariableShape.problem(name, value, wanted);
  }

  /**
   * @param problems each a clause that begins with a variable's name in quotes; at least one
   * @return an incident that names them all and says what to do
   */
  public static NeedsPersonException wrong(List<String> problems, @Nullable Throwable cause) {
    if (problems.size() == 1) {
      return new NeedsPersonException(
          "The variable %s. %s and resolve this incident; the contract of the variables is in docs/variables.md."
              .formatted(
                  problems.getFirst(),
                  problems.getFirst().endsWith("' is missing")
                      ? "Add it (in Operate: 'Add Variable')"
                      : "Correct it (in Operate: edit the variable)"),
          cause);
    }
    String more = problems.size() > MOST ? "; and %d more".formatted(problems.size() - MOST) : "";
    return new NeedsPersonException(
        "Several variables do not fit: %s%s. Correct them (in Operate: edit or add the variables) and resolve this incident; the contract of the variables is in docs/variables.md."
            .formatted(problems.stream().limit(MOST).collect(Collectors.joining("; ")), more),
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
    return cause instanceof IllegalArgumentException && cause.getMessage() != null
        ? cause.getMessage().lines().findFirst().orElse("").replaceAll("\\.$", "")
        : "it is not what is expected there";
  }

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // as outcomes have them
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
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
