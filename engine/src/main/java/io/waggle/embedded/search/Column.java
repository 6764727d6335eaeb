package io.waggle.embedded.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A property by which rows are filtered and sorted, under the name that it has in the API.
 *
 * @param value of a type that goes with the kind; null where the row has none; a collection where a
 *     filter is to match any of several
 */
record Column<R>(String name, Kind kind, Function<R, @Nullable Object> value) {

  /** What values a column has, and how the API writes them. */
  enum Kind {
    /** {@code Long}; in the API a string of digits. */
    KEY {
      @Override
      Comparable<?> parse(JsonNode operand) {
        return Long.parseLong(operand.asText());
      }
    },
    TEXT {
      @Override
      Comparable<?> parse(JsonNode operand) {
        return operand.asText();
      }
    },
    /** {@code Long}. */
    NUMBER {
      @Override
      Comparable<?> parse(JsonNode operand) {
        return Long.parseLong(operand.asText());
      }
    },
    /** {@code Instant}; in the API a date and time with its offset. */
    TIME {
      @Override
      Comparable<?> parse(JsonNode operand) {
        return OffsetDateTime.parse(operand.asText()).toInstant();
      }
    },
    FLAG {
      @Override
      Comparable<?> parse(JsonNode operand) {
        return operand.asBoolean();
      }
    };

    abstract Comparable<?> parse(JsonNode operand);
  }

  /**
   * @throws InvalidSearchException if the operand is no value of this column's kind
   */
  Comparable<?> parse(JsonNode operand) {
    try {
      return kind.parse(operand);
    } catch (NumberFormatException | DateTimeException e) {
      throw new InvalidSearchException(
          "'%s' is no valid value for '%s': expected %s."
              .formatted(
                  operand.asText(),
                  name,
                  switch (kind) {
                    case KEY -> "a key, digits only";
                    case NUMBER -> "a whole number";
                    case TIME -> "a date and time such as " + Instant.EPOCH;
                    case TEXT, FLAG -> kind.name();
                  }));
    }
  }
}
