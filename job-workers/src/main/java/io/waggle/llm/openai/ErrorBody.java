package io.waggle.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint says when it has no answer, in whichever shape: an object, a list of one, a
 * text, {@code error} within or not, and the reason of somebody behind it one level further down.
 *
 * @param codes all that name the kind of error, with spaces between
 * @param words for people; empty if there are none
 * @param retryDelay how long to wait; null if it does not say
 * @param generation what the model wrote, where that could not be read; empty if nothing
 * @param status that it names itself; 0 if none
 */
record ErrorBody(
    String codes, String words, @Nullable Duration retryDelay, String generation, int status) {
  private static final List<String> CODES =
      List.of("code", "type", "status", "error_code", "__type");
  private static final List<String> WORDS =
      List.of(
          "message", "msg", "error_msg", "error_message", "detail", "error_description", "title");
  private static final List<String> BEHIND =
      List.of("raw", "error", "innererror", "cause", "upstream_error");
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3})\\d*)?s");
  private static final int LONGEST_PLAIN = 2_000;
  private static final int DEEPEST = 8;

  /** Of a whole body. */
  static ErrorBody of(String body) {
    JsonNode json = Json.read(body);
    if (json.isMissingNode() || json.isValueNode()) {
      String plain = json.isTextual() ? json.asText() : body.strip();
      boolean words = !plain.startsWith("<") && plain.length() <= LONGEST_PLAIN;
      return new ErrorBody("", words && !json.isNull() ? plain : "", null, "", 0);
    }
    return of(json);
  }

  static ErrorBody of(JsonNode json) {
    List<String> codes = new ArrayList<>();
    List<String> words = new ArrayList<>();
    collect(json, codes, words, 0);
    JsonNode code = json.findPath("code");
    return new ErrorBody(
        String.join(" ", codes),
        words.stream().distinct().collect(Collectors.joining(": ")),
        delay(json.findPath("retryDelay").asText("")),
        json.findPath("failed_generation").asText(""),
        code.asInt(0));
  }

  /** One form for all, in which the SDK finds it. */
  static String normalized(String body) {
    ErrorBody read = of(body);
    ObjectNode whole = Json.MAPPER.createObjectNode();
    ObjectNode error = whole.putObject("error");
    error.put("code", read.codes()).put("message", read.words());
    error.put("failed_generation", read.generation()).put("status", read.status());
    if (read.retryDelay() != null) {
      error.put("retryDelay", read.retryDelay().toMillis() / 1_000.0 + "s");
    }
    return whole.toString();
  }

  private static void collect(JsonNode at, List<String> codes, List<String> words, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (at.isTextual()) {
      JsonNode inside =
          at.asText().strip().matches("(?s)[{\\[].*") ? Json.read(at.asText().strip()) : at;
      if (inside.isContainerNode()) {
        collect(inside, codes, words, depth + 1);
      } else if (!at.asText().isBlank()) {
        words.add(at.asText().strip());
      }
    } else if (at.isArray()) {
      at.forEach(item -> collect(item, codes, words, depth + 1));
    } else if (at.isObject()) {
      CODES.stream()
          .map(at::path)
          .filter(code -> code.isTextual() && !code.asText().isBlank())
          .forEach(code -> codes.add(code.asText()));
      WORDS.forEach(name -> collect(at.path(name), codes, words, depth + 1));
      BEHIND.forEach(name -> collect(at.path(name), codes, words, depth + 1));
      collect(at.path("metadata"), codes, words, depth + 1);
      collect(at.path("errors"), codes, words, depth + 1);
    }
  }

  private static @Nullable Duration delay(String text) {
    Matcher seconds = SECONDS.matcher(text);
    if (!seconds.matches()) {
      return null;
    }
    String fraction = seconds.group(2) == null ? "0" : (seconds.group(2) + "00").substring(0, 3);
    Duration delay =
        Duration.ofSeconds(Long.parseLong(seconds.group(1))).plusMillis(Long.parseLong(fraction));
    return delay.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : delay;
  }
}
