package io.waggle.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A memory in front matter: {@code true}, {@code false}, or more about it.
 *
 * @param on whether the agent has one
 * @param subject see {@link Memory}
 * @param maxFacts see {@link Memory}
 * @param maxFactLength see {@link Memory}
 */
record MemoryEntry(
    boolean on,
    @Nullable String subject,
    @Nullable Integer maxFacts,
    @Nullable Integer maxFactLength) {

  @JsonCreator
  static MemoryEntry of(
      @JsonProperty("subject") @Nullable String subject,
      @JsonProperty("maxFacts") @Nullable Integer maxFacts,
      @JsonProperty("maxFactLength") @Nullable Integer maxFactLength) {
    return new MemoryEntry(true, subject, maxFacts, maxFactLength);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static MemoryEntry of(boolean on) {
    return new MemoryEntry(on, null, null, null);
  }

  Memory memory() {
    return new Memory(
        subject,
        maxFacts == null ? Memory.FACTS : maxFacts,
        maxFactLength == null ? Memory.FACT_LENGTH : maxFactLength);
  }
}
