package io.waggle.llm;

/**
 * Is told an answer while it is written. What it is told is a draft: the answer counts only once
 * {@link ChatModel#chat(ChatRequest, DraftListener)} returns it.
 */
@FunctionalInterface
public interface DraftListener {
  /** For callers who wait for the whole answer. */
  DraftListener NONE = piece -> {};

  /**
   * Called on the thread that asks; to be quick, for the answer waits meanwhile.
   *
   * @param piece of the answer's text, which goes on where the last one ended; never empty
   */
  void written(String piece);
}
