package io.waggle.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param content what it wrote; empty if nothing
 * @param toolRequests the tools that it wants called
 * @param finish why it stopped
 * @param inputTokens tokens sent, as the provider counted them; 0 if it did not say
 * @param outputTokens tokens written, as the provider counted them; 0 if it did not say
 * @param cachedInputTokens how many of the tokens sent came from the provider's cache; 0 if it did
 *     not say
 * @param reasoningTokens how many of the tokens written were reasoning; 0 if it did not say
 * @param providerFields what the provider sent beside it and may want back; null if nothing
 * @param model that answered, as the provider calls it: often a dated name of the one that was
 *     asked; null if it did not say
 */
public record ChatReply(
    String content,
    List<ToolRequest> toolRequests,
    Finish finish,
    long inputTokens,
    long outputTokens,
    long cachedInputTokens,
    long reasoningTokens,
    @Nullable ProviderFields providerFields,
    @Nullable String model) {
  public ChatReply {
    toolRequests = List.copyOf(toolRequests);
  }

  /** An answer of a model that is not named. */
  public ChatReply(
      String content,
      List<ToolRequest> toolRequests,
      Finish finish,
      long inputTokens,
      long outputTokens,
      long cachedInputTokens,
      long reasoningTokens,
      @Nullable ProviderFields providerFields) {
    this(
        content,
        toolRequests,
        finish,
        inputTokens,
        outputTokens,
        cachedInputTokens,
        reasoningTokens,
        providerFields,
        null);
  }

  /** An answer with nothing beside it. */
  public ChatReply(
      String content,
      List<ToolRequest> toolRequests,
      Finish finish,
      long inputTokens,
      long outputTokens) {
    this(content, toolRequests, finish, inputTokens, outputTokens, 0, 0, null);
  }

  /**
   * @return what is kept of the answer in the conversation: all of it
   */
  public Message message() {
    return new Message(Message.Role.ASSISTANT, content, toolRequests, null, providerFields);
  }

  /**
   * To be called before anything is done about the calls: whoever looks for a call by its id finds
   * that one.
   *
   * @param turn what the turn is known by; makes ids that are made up differ between turns
   * @return the same answer, in which every call has an id that no other call of it has; ids that
   *     are missing, used before, too long or hard to write down are replaced
   */
  public ChatReply identified(String turn) {
    return new ChatReply(
        content,
        CallIds.distinct(toolRequests, turn),
        finish,
        inputTokens,
        outputTokens,
        cachedInputTokens,
        reasoningTokens,
        providerFields,
        model);
  }

  /**
   * @param answering the model, as the provider calls it; null if it does not say
   * @return the same answer
   */
  public ChatReply answeredBy(@Nullable String answering) {
    return new ChatReply(
        content,
        toolRequests,
        finish,
        inputTokens,
        outputTokens,
        cachedInputTokens,
        reasoningTokens,
        providerFields,
        answering);
  }

  /** Why a model stopped. Only {@link #DONE} may be acted on. */
  public enum Finish {
    /** It had finished, or waits for its tools. */
    DONE,
    /** It hit its output limit; the content and the last tool call are cut off. */
    CUT_OFF,
    /**
     * It, or a filter in front of it, declined; {@link ChatReply#content} has the words, if any.
     */
    REFUSED,
    /**
     * It meant to call tools, and no call can be read: they were announced and are missing, or were
     * written into the text.
     */
    UNREADABLE_CALLS,
    /** Nobody said that it had finished; {@link ChatReply#content} may be half of an answer. */
    UNCLEAR
  }
}
