package io.waggle.app;

import io.waggle.tool.DefinitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How memories are searched.
 *
 * @param embeddingModel {@code provider:name} of the model that facts and searches are given to, so
 *     that facts are found also by what they are about; absent or blank: by their words alone
 */
@ConfigurationProperties(prefix = "waggle.memory", ignoreUnknownFields = false)
public record MemoryProperties(@Nullable String embeddingModel) {
  private static final int LONGEST = 200;

  /**
   * @throws DefinitionException if the name of the model is too long to be kept with facts
   */
  public MemoryProperties {
    embeddingModel =
        embeddingModel == null || embeddingModel.isBlank() ? null : embeddingModel.strip();
    if (embeddingModel != null && embeddingModel.length() > LONGEST) {
      throw new DefinitionException(
          "waggle.memory.embedding-model has %,d characters; it can have %d."
              .formatted(embeddingModel.length(), LONGEST));
    }
  }
}
