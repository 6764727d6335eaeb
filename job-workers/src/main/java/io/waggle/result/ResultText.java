package io.waggle.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.waggle.check.JsonProblem;
import io.waggle.check.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in what a model wrote: all of it, in a fence, within words, or encoded twice.
 *
 * @param values that can be meant, the likeliest first
 * @param problem why there are none, as the end of a sentence for the model
 */
record ResultText(List<JsonNode> values, String problem) {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final Pattern FENCE =
      Pattern.compile("(?ms)^[ \\t]*```[^\\n`]{0,40}\\n(.*?)^[ \\t]*```[ \\t]*$");

  static ResultText in(String text) {
    if (JsonValues.areTooMany(text)) {
      return new ResultText(
          List.of(), "there are more than %,d values in it".formatted(JsonValues.MOST));
    }
    List<JsonNode> values = new ArrayList<>();
    @Nullable String problem = null;
    for (String candidate : candidates(text.strip())) {
      try {
        add(values, MAPPER.readTree(candidate));
      } catch (JsonProcessingException notJson) {
        boolean meant = candidate.startsWith("{") || candidate.startsWith("[");
        problem = problem == null && meant ? JsonProblem.of(notJson) : problem;
      }
    }
    return new ResultText(
        values, problem == null ? "there is no JSON value in it" : "its parts " + problem);
  }

  private static void add(List<JsonNode> values, JsonNode value) {
    if (value.isMissingNode()) {
      return;
    }
    values.add(value);
    String inside = value.isTextual() ? value.asText().strip() : "";
    if (inside.startsWith("{") || inside.startsWith("[")) {
      try {
        values.addFirst(MAPPER.readTree(inside));
      } catch (JsonProcessingException justText) {
        // a text that only looks like it
      }
    }
  }

  private static Set<String> candidates(String text) {
    Set<String> candidates = new LinkedHashSet<>();
    candidates.add(text);
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      candidates.add(fence.group(1).strip());
    }
    span(candidates, text, '{', '}');
    span(candidates, text, '[', ']');
    return candidates;
  }

  private static void span(Set<String> candidates, String text, char first, char last) {
    int begin = text.indexOf(first);
    int end = text.lastIndexOf(last);
    if (begin >= 0 && end > begin) {
      candidates.add(text.substring(begin, end + 1));
    }
  }
}
