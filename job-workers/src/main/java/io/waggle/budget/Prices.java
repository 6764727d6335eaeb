package io.waggle.budget;

import io.waggle.bpmn.Usage;
import io.waggle.llm.ChatReply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What models cost. Immutable: a price counts for the calls that are made while this worker runs.
 *
 * @param currency of all of them; null where there are none
 * @param models prices by reference, such as {@code openai:gpt-5-mini}
 * @param free providers whose models cost nothing where they have no price: those that are played
 */
public record Prices(@Nullable String currency, Map<String, Price> models, Set<String> free) {
  /** Of no model. */
  public static final Prices NONE = new Prices(null, Map.of(), Set.of());

  public Prices {
    models = Map.copyOf(models);
    free = Set.copyOf(free);
  }

  /**
   * @param model reference of a model
   * @return whether it is known what it costs
   */
  public boolean isKnown(String model) {
    return price(model).isPresent();
  }

  /**
   * @param model that answered
   * @param reply its answer
   * @return what the call used up; its cost is unknown where the model has no price
   */
  public Usage usage(String model, ChatReply reply) {
    Optional<Price> price = price(model);
    return new Usage(
        1,
        0,
        reply.inputTokens(),
        reply.outputTokens(),
        reply.cachedInputTokens(),
        reply.reasoningTokens(),
        price.map(known -> known.of(reply)).orElse(null),
        models.containsKey(model) ? currency : null);
  }

  private Optional<Price> price(String model) {
    Price listed = models.get(model);
    int colon = model.indexOf(':');
    return listed == null && colon > 0 && free.contains(model.substring(0, colon))
        ? Optional.of(Price.FREE)
        : Optional.ofNullable(listed);
  }
}
