package io.waggle.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Good answers of a model, damaged at random: in their text, or in what it means. */
final class Mutations {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> REASONS =
      List.of(
          "stop", "length", "tool_calls", "content_filter", "error", "", "banana", "max_tokens");
  private static final String ODD = "{}[]\",:\\\u0000\ud83d\u202en0-1eE.\n ";

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /**
   * @param answer of a model, as JSON
   * @return the same, damaged one to three times
   */
  String of(String answer) {
    String damaged = answer;
    int times = 1 + random.nextInt(3);
    for (int time = 0; time < times; time++) {
      damaged = random.nextBoolean() ? inText(damaged) : inMeaning(damaged);
    }
    return damaged;
  }

  private String inText(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int from = random.nextInt(text.length());
    int to = from + random.nextInt(Math.min(20, text.length() - from) + 1);
    return switch (random.nextInt(5)) {
      case 0 -> text.substring(0, from);
      case 1 -> text.substring(0, from) + text.substring(to);
      case 2 -> text.substring(0, to) + text.substring(from);
      case 3 -> text.substring(0, from) + odd() + text.substring(from);
      default -> text.substring(0, from) + odd() + text.substring(to);
    };
  }

  private char odd() {
    return ODD.charAt(random.nextInt(ODD.length()));
  }

  private String inMeaning(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException damaged) {
      return inText(text);
    }
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    if (containers.isEmpty()) {
      return inText(text);
    }
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object -> damage(object);
      case ArrayNode array -> damage(array);
      default -> throw new IllegalStateException("Only containers were collected");
    }
    return root.toString();
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode() && !node.isEmpty()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private void damage(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name.toUpperCase(java.util.Locale.ROOT), object.remove(name));
      case 2 -> object.set(name, value(object.get(name)));
      default -> object.put("finish_reason", REASONS.get(random.nextInt(REASONS.size())));
    }
  }

  private void damage(ArrayNode array) {
    int at = random.nextInt(array.size());
    switch (random.nextInt(3)) {
      case 0 -> array.remove(at);
      case 1 -> array.add(array.get(at).deepCopy());
      default -> array.set(at, value(array.get(at)));
    }
  }

  private JsonNode value(JsonNode before) {
    return switch (random.nextInt(9)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> NODES.textNode("");
      case 4 -> NODES.arrayNode();
      case 5 -> NODES.objectNode();
      case 6 -> NODES.arrayNode().add(before.deepCopy());
      case 7 -> NODES.textNode(before.toString());
      default -> NODES.textNode("x".repeat(random.nextInt(100_000)));
    };
  }
}
