package io.waggle.scripted;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How texts become vectors: each word counts in one of {@value #LENGTH} components, words of one
 * concept in the same. Which component that is depends on the words alone.
 *
 * @param concepts words that mean the same, in lower case
 * @param longest characters that a text may have; of longer ones the request is refused
 * @param faults what goes wrong before, as of scenes
 */
public record Embeddings(List<List<String>> concepts, int longest, List<Fault> faults) {
  /** Words mean themselves, and nothing goes wrong. */
  public static final Embeddings OF_WORDS = of(List.of());

  /** Components of a vector. */
  public static final int LENGTH = 256;

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** Copies the lists. */
  public Embeddings {
    concepts = concepts.stream().map(List::copyOf).toList();
    faults = List.copyOf(faults);
  }

  /** Words of which each group means the same. */
  public static Embeddings of(List<List<String>> concepts) {
    return new Embeddings(concepts, Integer.MAX_VALUE, List.of());
  }

  @JsonCreator
  static Embeddings of(
      @JsonProperty("concepts") @Nullable List<List<String>> concepts,
      @JsonProperty("longest") @Nullable Integer longest,
      @JsonProperty("faults") @Nullable List<Fault> faults) {
    return new Embeddings(
        concepts == null ? List.of() : concepts,
        longest == null ? Integer.MAX_VALUE : longest,
        faults == null ? List.of() : faults);
  }

  /** The same vectors, after this went wrong. */
  public Embeddings after(Fault... fault) {
    return new Embeddings(concepts, longest, List.of(fault));
  }

  /** The same vectors, of texts with so many characters at the most. */
  public Embeddings upTo(int characters) {
    return new Embeddings(concepts, characters, faults);
  }

  Optional<Fault> fault(int attempt) {
    return Fault.at(attempt, faults);
  }

  byte[] body(EmbeddingRequest request) {
    ObjectNode root = Json.MAPPER.createObjectNode().put("object", "list");
    ArrayNode data = root.putArray("data");
    int tokens = 0;
    for (String text : request.texts()) {
      if (text.length() > longest) {
        throw new ChatError.Thrown(
            400,
            "context_length_exceeded",
            "The screenplay's embeddings take texts of up to %d characters; one has %d."
                .formatted(longest, text.length()));
      }
      ObjectNode one = data.addObject().put("object", "embedding").put("index", data.size() - 1);
      ArrayNode vector = one.putArray("embedding");
      for (float component : vector(text)) {
        vector.add(component);
      }
      tokens += Math.ceilDiv(text.length(), 4);
    }
    root.put("model", "scripted:" + request.model());
    root.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return Json.bytes(root);
  }

  private float[] vector(String text) {
    float[] vector = new float[LENGTH];
    for (String word : NO_LETTERS.split(text.toLowerCase(Locale.ROOT), -1)) {
      if (!word.isEmpty()) {
        vector[Math.floorMod(concept(word).hashCode(), LENGTH)]++;
      }
    }
    return vector;
  }

  private String concept(String word) {
    return concepts.stream()
        .filter(words -> words.contains(word))
        .map(List::getFirst)
        .findFirst()
        .orElse(word);
  }
}
