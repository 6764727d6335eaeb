package io.waggle.llm;

import java.util.List;

/**
 * What a model answered.
 *
 * @param content what it wrote; empty if nothing
 * @param toolRequests the tools that it wants called
 * @param finish why it stopped
 * @param inputTokens tokens sent, as the provider counted them; 0 if it did not say
 * @param outputTokens tokens written, as the provider counted them; 0 if it did not say
 */
public record ChatReply(
    String content,
    List<ToolRequest> toolRequests,
    Finish finish,
    long inputTokens,
    long outputTokens) {
  public ChatReply {
    toolRequests = List.copyOf(toolRequests);
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
        content, CallIds.distinct(toolRequests, turn), finish, inputTokens, outputTokens);
  }

  /** Why a model stopped. */
  public enum Finish {
    /** It had finished, or waits for its tools. */
    DONE,
    /** It hit its output limit; the content and the last tool call are cut off. */
    CUT_OFF,
    /**
     * It, or a filter in front of it, declined; {@link ChatReply#content} has the words, if any.
     */
    REFUSED
  }
}
