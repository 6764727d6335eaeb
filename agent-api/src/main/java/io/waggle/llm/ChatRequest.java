package io.waggle.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model.
 *
 * @param messages the conversation, oldest first
 * @param tools what the model may call; empty: it can only write
 * @param forcedTool name of the tool that it must call, null if it is free to choose
 * @param answerSchema JSON schema, of type {@code object}, of the text that it has to answer with;
 *     null if it may write any. The messages say it, too: a provider may pass over it.
 */
public record ChatRequest(
    List<Message> messages,
    List<ToolDeclaration> tools,
    @Nullable String forcedTool,
    @Nullable JsonNode answerSchema) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** A question that may be answered with any text. */
  public ChatRequest(
      List<Message> messages, List<ToolDeclaration> tools, @Nullable String forcedTool) {
    this(messages, tools, forcedTool, null);
  }
}
