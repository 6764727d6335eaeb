package io.waggle.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model.
 *
 * @param messages the conversation, oldest first
 * @param tools what the model may call; empty: it can only write
 * @param forcedTool name of the tool that it must call, null if it is free to choose
 */
public record ChatRequest(
    List<Message> messages, List<ToolDeclaration> tools, @Nullable String forcedTool) {
  public ChatRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }
}
