package io.waggle.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.tool.DefinitionException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * What a decision says of itself: its name, description and outputs; and the schema of what it
 * decides by, from the inputs of its table and of the tables that it needs.
 *
 * @param description for the model
 * @param parameters JSON Schema of the variables that it takes
 */
record DecisionInterface(String description, ObjectNode parameters) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A variable, or a member of one. */
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*");

  private static final Pattern TEXTS = Pattern.compile("\\s*\"([^\"\\\\]*)\"\\s*(?:,|$)");

  /**
   * @param xml the DMN file
   * @throws DefinitionException if it cannot be read, or an input of it is no plain variable
   */
  static DecisionInterface of(String decisionId, String xml) {
    String what = "The decision '%s'".formatted(decisionId);
    Map<String, Element> decisions = new HashMap<>();
    ModelXml.children(ModelXml.read(what, xml), "decision")
        .forEach(decision -> decisions.put(decision.getAttribute("id"), decision));
    Element decision = decisions.get(decisionId);
    if (decision == null) {
      throw new DefinitionException(what + " is not in its own file.");
    }
    Set<Element> needed = new LinkedHashSet<>();
    collect(decision, decisions, needed);
    ObjectNode schema = WrittenSchema.object();
    Set<String> decided = new LinkedHashSet<>();
    needed.forEach(one -> decided.addAll(results(one)));
    needed.forEach(one -> inputs(what, one, decided, schema));
    return new DecisionInterface(description(decision), schema);
  }

  /** Its own inputs come first. */
  private static void collect(
      Element decision, Map<String, Element> decisions, Set<Element> needed) {
    if (needed.add(decision)) {
      ModelXml.children(decision, "informationRequirement")
          .flatMap(requirement -> ModelXml.children(requirement, "requiredDecision"))
          .map(required -> decisions.get(required.getAttribute("href").replaceFirst("^#", "")))
          .filter(Objects::nonNull)
          .forEach(required -> collect(required, decisions, needed));
    }
  }

  /** Names under which other decisions know what this one decides. */
  private static Set<String> results(Element decision) {
    Set<String> names = new LinkedHashSet<>();
    names.add(decision.getAttribute("id"));
    names.add(decision.getAttribute("name"));
    ModelXml.child(decision, "variable").ifPresent(own -> names.add(own.getAttribute("name")));
    return names;
  }

  private static String description(Element decision) {
    StringBuilder text = new StringBuilder(decision.getAttribute("name"));
    String more = ModelXml.text(decision, "description");
    if (!more.isEmpty()) {
      text.append("\n").append(more);
    }
    ModelXml.child(decision, "decisionTable").stream()
        .flatMap(table -> ModelXml.children(table, "output"))
        .forEach(output -> text.append("\nDecides: ").append(output(output)));
    return text.toString();
  }

  private static String output(Element output) {
    String label = output.getAttribute("label");
    String values = ModelXml.text(output, "outputValues", "text");
    return (label.isEmpty() ? output.getAttribute("name") : label)
        + (values.isEmpty() ? "" : ", one of " + values);
  }

  private static void inputs(
      String what, Element decision, Set<String> decided, ObjectNode schema) {
    ModelXml.child(decision, "decisionTable").stream()
        .flatMap(table -> ModelXml.children(table, "input"))
        .forEach(
            input -> {
              String path = ModelXml.text(input, "inputExpression", "text");
              if (!decided.contains(path)) {
                input(what, input, path, schema);
              }
            });
  }

  private static void input(String what, Element input, String path, ObjectNode schema) {
    if (!PATH.matcher(path).matches()) {
      throw new DefinitionException(
          "%s has the input '%s', which is no plain variable: what it takes cannot be told from it. Set the tool's 'parameters'."
              .formatted(what, path));
    }
    ObjectNode at = schema;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = member(at, names[i], WrittenSchema.object());
    }
    ObjectNode unused = member(at, names[names.length - 1], value(input));
  }

  /** The member of that name; the one that is there stays. */
  private static ObjectNode member(ObjectNode object, String name, ObjectNode other) {
    ObjectNode properties = (ObjectNode) object.path("properties");
    if (!properties.has(name)) {
      properties.set(name, other);
      object.withArrayProperty("required").add(name);
    }
    return (ObjectNode) properties.path(name);
  }

  private static ObjectNode value(Element input) {
    ObjectNode value = MAPPER.createObjectNode();
    switch (ModelXml.child(input, "inputExpression")
        .map(e -> e.getAttribute("typeRef"))
        .orElse("")) {
      case "string" -> value.put("type", "string");
      case "boolean" -> value.put("type", "boolean");
      case "integer", "long" -> value.put("type", "integer");
      case "number", "double" -> value.put("type", "number");
      case "date" -> value.put("type", "string").put("format", "date");
      case "dateTime" -> value.put("type", "string").put("format", "date-time");
      default -> {}
    }
    String label = input.getAttribute("label");
    if (!label.isEmpty()) {
      value.put("description", label);
    }
    ArrayNode texts = texts(ModelXml.text(input, "inputValues", "text"));
    if (!texts.isEmpty()) {
      value.set("enum", texts);
    }
    return value;
  }

  /** The values of a list of texts; none where it is anything else. */
  private static ArrayNode texts(String values) {
    ArrayNode texts = MAPPER.createArrayNode();
    Matcher matcher = TEXTS.matcher(values);
    int at = 0;
    while (at < values.length() && matcher.find(at) && matcher.start() == at) {
      texts.add(matcher.group(1));
      at = matcher.end();
    }
    return at == values.length() ? texts : MAPPER.createArrayNode();
  }
}
