package io.waggle.llm.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionSystemMessageParam;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.ChatCompletionUserMessageParam;
import io.waggle.bpmn.Cut;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ToolDeclaration;
import io.waggle.llm.ToolRequest;
import java.io.IOException;
import java.util.Objects;

/** Puts a request into the words of the Chat Completions API. */
final class RequestMapping {
  private RequestMapping() {}

  static ChatCompletionCreateParams params(String model, ChatRequest request) {
    ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder().model(model);
    request.messages().forEach(message -> params.addMessage(message(message)));
    request.tools().forEach(tool -> params.addTool(tool(tool)));
    if (request.messages().isEmpty()) {
      throw new IllegalArgumentException("a request to a model needs at least one message");
    }
    if (request.forcedTool() != null) {
      params.toolChoice(
          ChatCompletionNamedToolChoice.builder()
              .function(
                  ChatCompletionNamedToolChoice.Function.builder()
                      .name(request.forcedTool())
                      .build())
              .build());
    }
    return params.build();
  }

  private static ChatCompletionMessageParam message(Message message) {
    String content = Cut.sound(Objects.requireNonNullElse(message.content(), ""));
    return switch (message.role()) {
      // Not "developer": only OpenAI itself knows that role, and it reads both the same way.
      case SYSTEM ->
          ChatCompletionMessageParam.ofSystem(
              ChatCompletionSystemMessageParam.builder().content(content).build());
      case USER ->
          ChatCompletionMessageParam.ofUser(
              ChatCompletionUserMessageParam.builder().content(content).build());
      case ASSISTANT -> ChatCompletionMessageParam.ofAssistant(assistant(message, content));
      case TOOL ->
          ChatCompletionMessageParam.ofTool(
              ChatCompletionToolMessageParam.builder()
                  .toolCallId(
                      Objects.requireNonNull(
                          message.toolCallId(), "a tool message names the call that it answers"))
                  .content(content)
                  .build());
    };
  }

  private static ChatCompletionAssistantMessageParam assistant(Message message, String content) {
    ChatCompletionAssistantMessageParam.Builder assistant =
        ChatCompletionAssistantMessageParam.builder();
    var toolRequests = Objects.requireNonNull(message.toolRequests());
    toolRequests.forEach(request -> assistant.addToolCall(toolCall(request)));
    // Beside tool calls an empty content must be left out: some servers reject "".
    if (!content.isEmpty() || toolRequests.isEmpty()) {
      assistant.content(content);
    }
    return assistant.build();
  }

  private static ChatCompletionMessageFunctionToolCall toolCall(ToolRequest request) {
    return ChatCompletionMessageFunctionToolCall.builder()
        .id(request.id())
        .function(
            ChatCompletionMessageFunctionToolCall.Function.builder()
                .name(request.name())
                .arguments(arguments(request.arguments()))
                .build())
        .build();
  }

  /** Ollama and vLLM reject a whole conversation for past arguments that are no JSON object. */
  private static String arguments(String asWritten) {
    String written = Cut.sound(asWritten);
    ObjectMapper mapper = ObjectMappers.jsonMapper();
    try (JsonParser parser = mapper.createParser(written)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        parser.skipChildren(); // it is not made an object of: it may be large, and is looked at on
        // each turn
        return written;
      }
    } catch (IOException notJson) {
      // wrapped below, so that the model sees what it wrote
    }
    ObjectNode readable = mapper.createObjectNode();
    return (written.isBlank() ? readable : readable.put("unreadable", written)).toString();
  }

  private static ChatCompletionFunctionTool tool(ToolDeclaration tool) {
    FunctionParameters.Builder parameters = FunctionParameters.builder();
    tool.parameters()
        .properties()
        .forEach(
            entry ->
                parameters.putAdditionalProperty(
                    entry.getKey(), JsonValue.fromJsonNode(entry.getValue())));
    return ChatCompletionFunctionTool.builder()
        .function(
            FunctionDefinition.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(parameters.build())
                .build())
        .build();
  }
}
