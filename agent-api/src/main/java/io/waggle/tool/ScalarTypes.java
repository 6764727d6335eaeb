package io.waggle.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Classes of the JDK that are one JSON value, and how a model has to write it. */
final class ScalarTypes {
  private static final Map<Class<?>, ObjectNode> SCHEMAS = new HashMap<>();

  static {
    for (var type :
        new Class<?>[] {
          int.class,
          Integer.class,
          long.class,
          Long.class,
          short.class,
          Short.class,
          byte.class,
          Byte.class,
          java.math.BigInteger.class,
          OptionalInt.class,
          OptionalLong.class
        }) {
      put(type, "integer");
    }
    for (var type :
        new Class<?>[] {
          double.class,
          Double.class,
          float.class,
          Float.class,
          java.math.BigDecimal.class,
          Number.class,
          OptionalDouble.class
        }) {
      put(type, "number");
    }
    put(boolean.class, "boolean");
    put(Boolean.class, "boolean");
    put(String.class, "string");
    put(CharSequence.class, "string");
    put(char.class, "string").put("minLength", 1).put("maxLength", 1);
    put(Character.class, "string").put("minLength", 1).put("maxLength", 1);
    put(UUID.class, "string").put("format", "uuid");
    put(URI.class, "string").put("format", "uri");
    put(LocalDate.class, "string").put("format", "date");
    put(Instant.class, "string").put("format", "date-time");
    put(OffsetDateTime.class, "string").put("format", "date-time");
    put(ZonedDateTime.class, "string").put("format", "date-time");
    put(Duration.class, "string").put("format", "duration");
    put(Period.class, "string").put("format", "duration");
    // JSON Schema's own formats for these want an offset from UTC, which these types have not.
    put(LocalDateTime.class, "string")
        .put("pattern", "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?$");
    put(LocalTime.class, "string").put("pattern", "^\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?$");
    put(YearMonth.class, "string").put("pattern", "^\\d{4}-\\d\\d$");
    put(Year.class, "integer");
    put(ZoneId.class, "string");
    put(Locale.class, "string");
    put(Currency.class, "string").put("pattern", "^[A-Z]{3}$");
    SCHEMAS.put(JsonNode.class, JsonNodeFactory.instance.objectNode());
  }

  private ScalarTypes() {}

  private static ObjectNode put(Class<?> type, String jsonType) {
    var schema = JsonNodeFactory.instance.objectNode().put("type", jsonType);
    SCHEMAS.put(type, schema);
    return schema;
  }

  /**
   * @return a schema of its own for the caller, absent if the class is no such value
   */
  static Optional<ObjectNode> schema(Class<?> type) {
    return Optional.ofNullable(SCHEMAS.get(type)).map(ObjectNode::deepCopy);
  }
}
