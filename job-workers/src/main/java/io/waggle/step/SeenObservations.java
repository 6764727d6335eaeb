package io.waggle.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.waggle.bpmn.Observation;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.Usage;
import io.waggle.llm.ToolRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a turn's tool calls as the process collected them, in the order of the calls.
 * Tokens can be moved past a call, and variables be changed: what is not there was skipped by hand.
 */
final class SeenObservations {
  /** The observation of a call that has none. */
  static final String SKIPPED =
      "ERROR: a person skipped this call by hand, so it has no result. Nobody knows whether it was carried out.";

  private final List<JsonNode> collected;

  private SeenObservations(List<JsonNode> collected) {
    this.collected = collected;
  }

  /**
   * @param collected the variable, whatever is in it
   */
  static SeenObservations of(@Nullable JsonNode collected) {
    List<JsonNode> all = new ArrayList<>();
    if (collected != null && collected.isArray()) {
      collected.forEach(all::add);
    }
    return new SeenObservations(all);
  }

  /** Those that are there. */
  List<Observation> known() {
    return collected.stream()
        .filter(JsonNode::isObject)
        .map(seen -> observation(seen.path("id").asText(), seen))
        .toList();
  }

  /**
   * @param asked the calls of the turn, which have to be answered all, each by its id
   * @return one observation for each
   */
  List<Observation> answersTo(List<ToolRequest> asked) {
    List<Observation> answers = new ArrayList<>();
    for (int place = 0; place < asked.size(); place++) {
      String id = asked.get(place).id();
      JsonNode unnamed = place < collected.size() ? collected.get(place) : NullNode.getInstance();
      answers.add(
          named(id)
              .or(() -> Optional.of(unnamed).filter(seen -> !isNamed(seen) && !seen.isNull()))
              .map(seen -> observation(id, seen))
              .orElseGet(() -> skipped(id)));
    }
    return answers;
  }

  private Optional<JsonNode> named(String id) {
    return collected.stream().filter(seen -> id.equals(seen.path("id").asText(null))).findFirst();
  }

  private static boolean isNamed(JsonNode seen) {
    return seen.path("id").isTextual();
  }

  private static Observation skipped(String id) {
    JsonNode told = JsonNodeFactory.instance.textNode(SKIPPED);
    return new Observation(id, false, Preview.of(SKIPPED), null, told, null);
  }

  /** A value that is no observation is what somebody wants the model to be told. */
  private static Observation observation(String id, JsonNode seen) {
    if (!seen.isObject()) {
      return new Observation(id, true, null, null, seen, null);
    }
    boolean ok = seen.path("ok").asBoolean();
    String ref = seen.path("ref").asText(null);
    String preview = seen.path("preview").asText(null);
    JsonNode content = seen.hasNonNull("content") ? seen.get("content") : null;
    return !ok && ref == null && preview == null && content == null
        ? skipped(id)
        : new Observation(id, ok, preview, ref, content, usage(seen.path("usage")));
  }

  private static @Nullable Usage usage(JsonNode usage) {
    return usage.isObject()
        ? new Usage(
            usage.path("llmCalls").asLong(),
            usage.path("toolCalls").asLong(),
            usage.path("inputTokens").asLong(),
            usage.path("outputTokens").asLong(),
            usage.path("cachedInputTokens").asLong(),
            usage.path("reasoningTokens").asLong(),
            usage.path("cost").isNumber() ? usage.path("cost").decimalValue() : null,
            usage.path("currency").textValue())
        : null;
  }
}
