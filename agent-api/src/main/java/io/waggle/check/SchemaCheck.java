package io.waggle.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.SchemaId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a JSON schema that a person wrote can be used, before anything is checked by it. */
public final class SchemaCheck {
  /** They change what the schema's references mean, or need a look at other documents. */
  private static final Set<String> ELSEWHERE =
      Set.of("$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary");

  private SchemaCheck() {}

  /**
   * @param schema of JSON Schema 2020-12
   * @return what is wrong with it, as the end of a sentence whose subject is the schema; empty if
   *     nothing is
   */
  public static Optional<String> problem(JsonNode schema) {
    if (!schema.isObject()) {
      return Optional.of("must be a JSON object, is " + Texts.brief(schema));
    }
    if (schema.isEmpty()) {
      return Optional.of("allows anything: give it a 'type'");
    }
    String version = schema.path("$schema").asText(SchemaId.V202012);
    if (!version.equals(SchemaId.V202012)) {
      return Optional.of(
          "is of '%s': write it as JSON Schema 2020-12, or leave '$schema' out".formatted(version));
    }
    return reference(schema, schema).or(() -> form(schema)).or(() -> unusable(schema));
  }

  private static Optional<String> reference(JsonNode part, JsonNode root) {
    for (var member : part.properties()) {
      JsonNode value = member.getValue();
      if (value.isTextual() && ELSEWHERE.contains(member.getKey())) {
        return Optional.of("has '%s', which is not known here".formatted(member.getKey()));
      }
      if (value.isTextual() && member.getKey().equals("$ref")) {
        String target = value.asText();
        boolean own = target.equals("#") || target.startsWith("#/");
        if (!own || root.at(target.substring(1)).isMissingNode()) {
          return Optional.of(
              "refers to '%s', which is no part of it: write '#/$defs/<name>'".formatted(target));
        }
      }
    }
    for (JsonNode inside : part) {
      Optional<String> problem = reference(inside, root);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> form(JsonNode schema) {
    List<String> problems = SchemaProblems.inSchema(schema);
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of("is no JSON Schema: " + SchemaProblems.sentence(problems));
  }

  /** Patterns are looked at when the validators are made. */
  private static Optional<String> unusable(JsonNode schema) {
    try {
      SchemaProblems.prepare(schema);
      return Optional.empty();
    } catch (IllegalArgumentException | JsonSchemaException e) {
      return Optional.of("cannot be used: " + e.getMessage());
    }
  }
}
