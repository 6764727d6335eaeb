package io.waggle.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.journal.JournalJson;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Zeebe takes as variables. It does not say no to everything else: some of it is an error
 * inside of its gateway, which looks like one that passes, so it has to be found before.
 */
public final class EngineLimits {
  /**
   * Bytes of all variables that one job sets. The engine's message size is 4 MB, for which what a
   * command brings counts several times: as the command, in the job's end and in each variable.
   */
  static final int MAX_BYTES = 512 * 1_024;

  /** Below the 1,000 of the gateway's JSON reader, and what the variables themselves add. */
  private static final int MAX_DEPTH = 500;

  /** Of the gateway's JSON reader. */
  private static final int MAX_NAME = 50_000;

  /** A character as it takes most bytes: as an escape. */
  private static final int ESCAPED = 6;

  /** Of a number, true, false or null: 64 bits, or a double, have fewer. */
  private static final int MOST_OF_A_NUMBER = 32;

  private static final int BRACKETS = 2;
  private static final int SEPARATORS = 2;

  private static final ObjectMapper MAPPER = JournalJson.mapper();

  private EngineLimits() {}

  /**
   * @param variables that a job sets
   * @return why the engine cannot take them, as the end of a sentence; empty if it can
   */
  public static Optional<String> problem(Map<String, @Nullable Object> variables) {
    return problemOfAll(MAPPER.valueToTree(variables));
  }

  /** As {@link #problem(Map)}, of all variables that a job sets. */
  static Optional<String> problemOfAll(JsonNode variables) {
    return problem(variables).or(() -> size(variables));
  }

  /**
   * @param value of any size
   * @return why the engine cannot take it, as the end of a sentence; empty if it can
   */
  public static Optional<String> problem(JsonNode value) {
    return problem(value, 1);
  }

  private static Optional<String> problem(JsonNode value, int depth) {
    if (value.isNumber()) {
      return number(value);
    }
    if (value.isContainerNode() && depth > MAX_DEPTH) {
      return Optional.of("they are nested more than %,d deep".formatted(MAX_DEPTH));
    }
    for (var member : value.properties()) {
      if (member.getKey().length() > MAX_NAME) {
        return Optional.of("the name of a member has more than %,d characters".formatted(MAX_NAME));
      }
    }
    for (JsonNode member : value) {
      Optional<String> found = problem(member, depth + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> number(JsonNode number) {
    if (number.isIntegralNumber()) {
      return number.canConvertToLong()
          ? Optional.empty()
          : Optional.of("they have an integer of more than 64 bits");
    }
    return Double.isFinite(number.doubleValue())
        ? Optional.empty()
        : Optional.of("they have a number that is too large");
  }

  private static Optional<String> size(JsonNode variables) {
    if (most(variables) <= MAX_BYTES) {
      return Optional.empty();
    }
    try {
      int bytes = MAPPER.writeValueAsBytes(variables).length;
      return bytes <= MAX_BYTES
          ? Optional.empty()
          : Optional.of("they have %,d bytes; %,d are the most".formatted(bytes, MAX_BYTES));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Bytes that a value has at the most, as JSON; found without writing it. */
  private static long most(JsonNode value) {
    if (!value.isContainerNode()) {
      return value.isTextual() ? most(value.textValue()) : MOST_OF_A_NUMBER;
    }
    long bytes = BRACKETS;
    for (var member : value.properties()) {
      bytes += most(member.getKey());
    }
    for (JsonNode member : value) {
      bytes += most(member) + SEPARATORS;
    }
    return bytes;
  }

  private static long most(String text) {
    return BRACKETS + (long) ESCAPED * text.length();
  }
}
