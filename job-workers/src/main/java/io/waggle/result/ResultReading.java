package io.waggle.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.waggle.agent.ResultType;
import io.waggle.bpmn.Variables;
import io.waggle.check.LooseValues;
import io.waggle.check.SchemaDefaults;
import io.waggle.check.SchemaProblems;
import io.waggle.engine.EngineLimits;
import io.waggle.invocation.ArgumentCheck;
import io.waggle.result.GivenResult.Fitting;
import io.waggle.result.GivenResult.Wrong;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a result out of what a model wrote, as loosely as the arguments of tools are read. */
public final class ResultReading {
  private ResultReading() {}

  /**
   * @param type that the result has to be of
   * @param text an answer, or the arguments of {@link ResultTool}
   */
  public static GivenResult of(ResultType type, String text) {
    ResultText written = ResultText.in(text);
    @Nullable Wrong first = null;
    for (JsonNode value : written.values()) {
      switch (check(type, value)) {
        case Fitting fitting -> {
          return fitting;
        }
        case Wrong wrong -> first = first == null ? wrong : first;
      }
    }
    if (type.schema().path("type").asText().equals("string")) {
      GivenResult plain = check(type, TextNode.valueOf(text.strip()));
      return plain instanceof Fitting || first == null ? plain : first;
    }
    return first == null ? new Wrong(written.problem()) : first;
  }

  private static GivenResult check(ResultType type, JsonNode written) {
    JsonNode schema = type.asked();
    JsonNode given =
        LooseValues.read(ResultText.MAPPER, enveloped(type, written.deepCopy()), schema);
    if (ArgumentCheck.hasEndlessNumber(given)) {
      return new Wrong(
          "a number has more than %,d digits before or after the point"
              .formatted(ArgumentCheck.MAX_DIGITS));
    }
    SchemaDefaults.complete(given, schema);
    var problems = SchemaProblems.of(given, schema);
    if (!problems.isEmpty()) {
      return new Wrong(SchemaProblems.sentence(problems));
    }
    JsonNode value = type.isWrapped() ? given.path(ResultType.MEMBER) : given;
    return unusable(value).<GivenResult>map(Wrong::new).orElseGet(() -> new Fitting(value));
  }

  /** Models leave the object around a value out, and put one around an object. */
  private static JsonNode enveloped(ResultType type, JsonNode written) {
    boolean hasMember = written.isObject() && written.size() == 1 && written.has(ResultType.MEMBER);
    if (type.isWrapped()) {
      return hasMember ? written : envelope(written);
    }
    boolean isMember = type.schema().path("properties").has(ResultType.MEMBER);
    return hasMember && !isMember ? written.path(ResultType.MEMBER) : written;
  }

  private static ObjectNode envelope(JsonNode value) {
    ObjectNode envelope = ResultText.MAPPER.createObjectNode();
    envelope.set(ResultType.MEMBER, value);
    return envelope;
  }

  /** What a process variable cannot hold. */
  private static Optional<String> unusable(JsonNode value) {
    if (value.isNull()) {
      return Optional.of("the result must not be null");
    }
    int length = value.toString().length();
    if (length > Variables.MAX_RESULT_LENGTH) {
      return Optional.of(
          "the result has %,d characters as JSON, and at most %,d are allowed: leave out what matters least"
              .formatted(length, Variables.MAX_RESULT_LENGTH));
    }
    return EngineLimits.problem(value)
        .map(problem -> "the result cannot be kept as it is: its values have a limit, " + problem);
  }
}
