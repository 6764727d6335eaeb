package io.waggle.llm;

/**
 * A model at a provider. Safe for use by many threads; {@link #chat} blocks its (virtual) thread.
 */
public interface ChatModel {
  /**
   * Asks once. Retrying is the engine's business, so an implementation never does.
   *
   * @param request what is asked
   * @return what came back, whatever is wrong with it
   * @throws TransientLlmException if trying again later may help
   * @throws PermanentLlmException if only a person can help
   */
  ChatReply chat(ChatRequest request);
}
