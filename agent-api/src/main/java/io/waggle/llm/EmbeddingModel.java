package io.waggle.llm;

import java.util.List;

/** A model that puts texts of like meaning close together. Safe for use by many threads. */
@FunctionalInterface
public interface EmbeddingModel {
  /**
   * Asks once, as {@link ChatModel#chat(ChatRequest)} does, and blocks meanwhile.
   *
   * @param texts at least one; none is blank
   * @return a vector for each, in their order, all of one length
   * @throws TransientLlmException if trying again later may help, also after an answer that is not
   *     as it should be
   * @throws PermanentLlmException if only a person can help, or a text is refused
   */
  List<float[]> embed(List<String> texts);
}
