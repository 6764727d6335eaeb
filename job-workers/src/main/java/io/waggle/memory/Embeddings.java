package io.waggle.memory;

import io.waggle.bpmn.Cut;
import io.waggle.journal.MemorySearch.Ranking;
import io.waggle.journal.MemoryTables.Owner;
import io.waggle.journal.MemoryVectors;
import io.waggle.llm.EmbeddingModel;
import io.waggle.llm.PermanentLlmException;
import io.waggle.llm.TransientLlmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds facts by what they are about, as far as the provider answers. Nothing here fails: where
 * there is no vector, facts are found by their words. Safe for many threads.
 */
final class Embeddings {
  private static final Logger LOG = LoggerFactory.getLogger(Embeddings.class);

  /** How long a provider that fails is left alone. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** Facts that get a missing vector with one search. */
  private static final int BATCH = 16;

  /** Characters of a text that count, below what usual models read in any language. */
  private static final int LONGEST = 4_000;

  /** Facts that the model refused: so many are left alone, until the worker is restarted. */
  private static final int MOST_REFUSED = 1_000;

  private final String reference;
  private final EmbeddingModel model;
  private final MemoryVectors vectors;
  private final InstantSource clock;
  private final Set<Long> refused = ConcurrentHashMap.newKeySet();
  private volatile boolean failing;
  private volatile Instant nextTry = Instant.MIN;

  /**
   * @param reference {@code provider:name} of the model
   */
  Embeddings(String reference, EmbeddingModel model, MemoryVectors vectors, InstantSource clock) {
    this.reference = reference;
    this.model = model;
    this.vectors = vectors;
    this.clock = clock;
  }

  /** A fact that wants a vector. */
  private record Text(long fact, String text) {}

  /** Keeps the vector of a fact that was written. */
  void keep(long fact, String text) {
    fill(List.of(new Text(fact, text)));
  }

  /**
   * A search for facts that are about the same, once some of those without a vector have got one.
   *
   * @param query not blank
   */
  Ranking near(Owner owner, String query) {
    Optional<float[]> vector = vector(query);
    if (vector.isEmpty()) {
      return Ranking.NONE;
    }
    if (refused.size() < MOST_REFUSED) {
      fill(
          vectors.missing(owner, reference, BATCH + refused.size()).stream()
              .filter(fact -> !refused.contains(fact.id()))
              .limit(BATCH)
              .map(fact -> new Text(fact.id(), fact.text()))
              .toList());
    }
    return vectors.near(reference, vector.get());
  }

  private Optional<float[]> vector(String query) {
    try {
      return ask(List.of(query)).map(List::getFirst);
    } catch (PermanentLlmException refusal) {
      failed(refusal);
      return Optional.empty();
    }
  }

  /** What is refused together is tried in halves: one of the texts may be to blame. */
  private void fill(List<Text> facts) {
    if (facts.isEmpty()) {
      return;
    }
    try {
      List<float[]> found = ask(facts.stream().map(Text::text).toList()).orElse(List.of());
      for (int i = 0; i < found.size(); i++) {
        vectors.keep(facts.get(i).fact(), reference, found.get(i));
      }
    } catch (PermanentLlmException refusal) {
      if (facts.size() == 1) {
        refused.add(facts.getFirst().fact());
      } else {
        fill(facts.subList(0, facts.size() / 2));
        fill(facts.subList(facts.size() / 2, facts.size()));
      }
    }
  }

  /**
   * @return empty if the provider does not answer now
   * @throws PermanentLlmException if it refuses one of the texts
   */
  private Optional<List<float[]>> ask(List<String> texts) {
    if (clock.instant().isBefore(nextTry)) {
      return Optional.empty();
    }
    try {
      List<float[]> found =
          model.embed(texts.stream().map(text -> Cut.beginning(text, LONGEST)).toList());
      answered();
      return Optional.of(found);
    } catch (PermanentLlmException refusal) {
      if (refusal.anotherMayAnswer()) {
        pause(PAUSE, refusal);
        return Optional.empty();
      }
      throw refusal;
    } catch (TransientLlmException busy) {
      Duration asked = busy.retryAfter();
      pause(asked == null || asked.compareTo(PAUSE) < 0 ? PAUSE : asked, busy);
      return Optional.empty();
    }
  }

  private void pause(Duration time, RuntimeException failure) {
    if (!Thread.currentThread().isInterrupted()) {
      nextTry = clock.instant().plus(time);
      failed(failure);
    }
  }

  private void failed(RuntimeException failure) {
    if (!failing) {
      failing = true;
      LOG.warn(
          "Memories are searched by words alone until '{}' gives vectors again: {}",
          reference,
          failure.getMessage());
    }
  }

  private void answered() {
    if (failing) {
      failing = false;
      LOG.info("Memories are searched by the vectors of '{}' again", reference);
    }
  }
}
