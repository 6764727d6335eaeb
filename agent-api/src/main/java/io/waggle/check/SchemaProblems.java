package io.waggle.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is wrong with a value by its schema, in words that a model can act on. */
public final class SchemaProblems {
  private static final int MOST = 5;
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .formatAssertionsEnabled(true)
          .regularExpressionFactory(new LinearPatterns())
          .locale(Locale.ENGLISH)
          .build();

  private final JsonNode schema;

  private SchemaProblems(JsonNode schema) {
    this.schema = schema;
  }

  /**
   * @return one clause for each problem; none if the value is valid
   */
  public static List<String> of(JsonNode value, JsonNode schema) {
    var messages = FACTORY.getSchema(schema, CONFIG).validate(value);
    var problems = new SchemaProblems(schema);
    return meant(messages).stream().map(problems::clause).distinct().toList();
  }

  /** What is wrong with a schema by the schema of schemas. */
  static List<String> inSchema(JsonNode schema) {
    var messages = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG).validate(schema);
    return messages.stream()
        .map(message -> quoted(path(message.getInstanceLocation())) + " " + message.getError())
        .distinct()
        .toList();
  }

  /**
   * @throws RuntimeException if nothing can be checked by the schema
   */
  static void prepare(JsonNode schema) {
    FACTORY.getSchema(schema, CONFIG).initializeValidators();
  }

  /**
   * @return the problems, up to five, in one sentence
   */
  public static String sentence(List<String> problems) {
    String text = problems.stream().limit(MOST).collect(Collectors.joining("; "));
    return problems.size() > MOST
        ? "%s; and %d more problems".formatted(text, problems.size() - MOST)
        : text;
  }

  /** Of a choice between types, only what is wrong with the one that the model seems to mean. */
  private static Collection<ValidationMessage> meant(Set<ValidationMessage> messages) {
    Set<String> notMeant =
        messages.stream()
            .filter(message -> message.getType().equals("const"))
            .map(SchemaProblems::choice)
            .collect(Collectors.toSet());
    Predicate<ValidationMessage> kept =
        message -> choice(message).isEmpty() || !notMeant.contains(choice(message));
    boolean someMeant = messages.stream().anyMatch(m -> !choice(m).isEmpty() && kept.test(m));
    return messages.stream()
        .filter(message -> kept.test(message) || (!someMeant && message.getType().equals("const")))
        .toList();
  }

  /** Which way of a choice the message is about; empty: it is about no choice. */
  private static String choice(ValidationMessage message) {
    var path = message.getEvaluationPath();
    var text = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      text.append('/').append(path.getElement(i));
      if (i > 0 && "anyOf".equals(path.getElement(i - 1))) {
        return message.getInstanceLocation().getName(0) + text;
      }
    }
    return "";
  }

  private String clause(ValidationMessage message) {
    String at = path(message.getInstanceLocation());
    String is = ", is " + Texts.brief(message.getInstanceNode());
    return switch (message.getType()) {
      case "type" -> quoted(at) + " must be " + kind(message.getSchemaNode()) + is;
      case "required" -> quoted(join(at, message.getProperty())) + " is missing";
      case "additionalProperties" -> unknown(message, at);
      case "enum" -> quoted(at) + " must be one of " + values(message.getSchemaNode()) + is;
      case "const" -> quoted(at) + " is none of the known kinds" + is;
      case "format" -> quoted(at) + " must be " + format(message.getSchemaNode().asText()) + is;
      case "pattern" -> quoted(at) + " must match " + message.getSchemaNode().asText() + is;
      default -> quoted(at) + " " + message.getError();
    };
  }

  private String unknown(ValidationMessage message, String at) {
    var known = new ArrayList<String>();
    at(message.getInstanceLocation()).path("properties").fieldNames().forEachRemaining(known::add);
    return quoted(join(at, message.getProperty()))
        + " is not known"
        + NearMiss.hint(message.getProperty(), known)
        + (known.isEmpty() ? "" : ", known are " + String.join(", ", known));
  }

  private JsonNode at(JsonNodePath location) {
    JsonNode at = schema;
    for (int i = 0; i < location.getNameCount(); i++) {
      at = SchemaDefaults.resolved(at, schema);
      if (location.getElement(i) instanceof Integer) {
        at = at.path("items");
      } else if (at.path("properties").has(location.getName(i))) {
        at = at.path("properties").path(location.getName(i));
      } else {
        at = at.path("additionalProperties");
      }
    }
    return SchemaDefaults.resolved(at, schema);
  }

  private static String path(JsonNodePath location) {
    var text = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      if (location.getElement(i) instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(location.getName(i));
      }
    }
    return text.toString();
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String quoted(String path) {
    return path.isEmpty() ? "the value" : "'" + path + "'";
  }

  private static String values(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  private static String kind(JsonNode type) {
    String name = type.isArray() ? values(type).replace(", ", " or ") : type.asText();
    return (name.matches("[aeio].*") ? "an " : "a ") + name;
  }

  private static String format(String name) {
    return switch (name) {
      case "date" -> "a date like 2026-01-31";
      case "date-time" -> "a time like 2026-01-31T10:15:30Z";
      case "duration" -> "an ISO 8601 duration like PT1H30M";
      case "uri" -> "an address like https://example.com/page";
      case "uuid" -> "a UUID like 123e4567-e89b-12d3-a456-426614174000";
      default -> "a " + name;
    };
  }
}
