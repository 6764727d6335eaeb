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

  /**
   * Asks once, as {@link #chat(ChatRequest)}, and tells of the answer while it is written, where
   * the model can; by default nothing is told.
   *
   * @param request what is asked
   * @param draft is told pieces of the answer's text in their order
   * @return what came back, whatever is wrong with it
   * @throws TransientLlmException if trying again later may help
   * @throws PermanentLlmException if only a person can help
   */
  default ChatReply chat(ChatRequest request, DraftListener draft) {
    return chat(request);
  }
}
