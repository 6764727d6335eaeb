package io.waggle.llm;

/** The models that agents of this worker use, by reference. */
public interface ChatModels {
  /**
   * @param reference {@code provider:name}, for example {@code openai:gpt-5-mini}
   * @return the model
   * @throws IllegalArgumentException with a sentence that names the known providers, if the
   *     reference is malformed, its provider is not configured, or the provider has no key but
   *     needs one
   */
  ChatModel model(String reference);

  /**
   * @param reference {@code provider:name}, for example {@code openai:text-embedding-3-small}
   * @return the model; by default there are none
   * @throws IllegalArgumentException as {@link #model(String)}
   */
  default EmbeddingModel embeddings(String reference) {
    throw new IllegalArgumentException(
        "There are no embeddings of '%s': the application's own ChatModels gives none."
            .formatted(reference));
  }
}
