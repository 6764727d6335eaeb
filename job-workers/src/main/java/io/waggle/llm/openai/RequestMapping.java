package io.waggle.llm.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.JsonValue;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionSystemMessageParam;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.ChatCompletionUserMessageParam;
import io.waggle.bpmn.Cut;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ProviderFields;
import io.waggle.llm.ToolRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts a request into the words of the Chat Completions API. */
final class RequestMapping {
  private final String provider;
  private final Form form;
  private final CallIdForms ids;
  private final Schemas tools;

  private RequestMapping(String provider, Form form) {
    this.provider = provider;
    this.form = form;
    this.ids = new CallIdForms(form.shortIds());
    this.tools = new Schemas(form.strictTools());
  }

  /**
   * @param provider that is asked; what others sent beside their answers is none of its business
   * @param known of the same provider and model
   */
  static ChatCompletionCreateParams params(
      String provider, String model, ChatRequest request, Form form, KnownMessages known) {
    if (request.messages().isEmpty()) {
      throw new IllegalArgumentException("a request to a model needs at least one message");
    }
    ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder().model(model);
    RequestMapping mapping = new RequestMapping(provider, form);
    Function<Message, ChatCompletionMessageParam> messages = known.in(form, mapping::message);
    Conversation.sendable(request.messages(), form.plain())
        .forEach(message -> params.addMessage(messages.apply(message)));
    request.tools().forEach(tool -> params.addTool(mapping.tools.of(tool)));
    if (request.forcedTool() != null) {
      force(params, request.forcedTool(), form.choice());
    }
    if (request.answerSchema() != null) {
      Schemas.ask(params, request.answerSchema(), form.answers());
    }
    if (form.streaming() == Form.Streaming.WITH_USAGE) {
      params.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    }
    return params.build();
  }

  private static void force(
      ChatCompletionCreateParams.Builder params, String tool, Form.Choice choice) {
    switch (choice) {
      case NAMED ->
          params.toolChoice(
              ChatCompletionNamedToolChoice.builder()
                  .function(ChatCompletionNamedToolChoice.Function.builder().name(tool).build())
                  .build());
      case REQUIRED -> params.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
      case FREE -> {}
    }
  }

  private ChatCompletionMessageParam message(Message message) {
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
                      ids.of(
                          Objects.requireNonNull(
                              message.toolCallId(),
                              "a tool message names the call that it answers")))
                  .content(content)
                  .build());
    };
  }

  private ChatCompletionAssistantMessageParam assistant(Message message, String content) {
    ChatCompletionAssistantMessageParam.Builder assistant =
        ChatCompletionAssistantMessageParam.builder();
    var toolRequests = Objects.requireNonNull(message.toolRequests());
    toolRequests.forEach(request -> assistant.addToolCall(toolCall(request)));
    // Beside tool calls an empty content must be left out: some servers reject "".
    if (!content.isEmpty() || toolRequests.isEmpty()) {
      assistant.content(content);
    }
    wanted(message.providerFields(), ProviderFields::fields)
        .forEach(assistant::putAdditionalProperty);
    return assistant.build();
  }

  private ChatCompletionMessageFunctionToolCall toolCall(ToolRequest request) {
    ChatCompletionMessageFunctionToolCall.Function.Builder function =
        ChatCompletionMessageFunctionToolCall.Function.builder()
            .name(FunctionNames.sendable(request.name()))
            .arguments(arguments(request.arguments()));
    wanted(request.providerFields(), ProviderFields::inFunction)
        .forEach(function::putAdditionalProperty);
    ChatCompletionMessageFunctionToolCall.Builder call =
        ChatCompletionMessageFunctionToolCall.builder()
            .id(ids.of(request.id()))
            .function(function.build());
    wanted(request.providerFields(), ProviderFields::fields).forEach(call::putAdditionalProperty);
    return call.build();
  }

  /** What this provider sent beside a call or a message, and has not refused since. */
  private Map<String, JsonValue> wanted(
      @Nullable ProviderFields beside, Function<ProviderFields, @Nullable JsonNode> part) {
    JsonNode fields =
        beside == null || !beside.provider().equals(provider) ? null : part.apply(beside);
    Map<String, JsonValue> wanted = new LinkedHashMap<>();
    if (fields != null) {
      fields.properties().stream()
          .filter(field -> !form.unwanted().contains(field.getKey()))
          .forEach(field -> wanted.put(field.getKey(), JsonValue.fromJsonNode(field.getValue())));
    }
    return wanted;
  }

  /** Ollama and vLLM reject a whole conversation for past arguments that are no JSON object. */
  private static String arguments(String asWritten) {
    String written = Cut.sound(asWritten);
    ObjectMapper mapper = ObjectMappers.jsonMapper();
    try (JsonParser parser = mapper.createParser(written)) {
      // It is not made an object of: it may be large, and is looked at on each turn.
      if (parser.nextToken() == JsonToken.START_OBJECT
          && parser.skipChildren().currentToken() == JsonToken.END_OBJECT
          && parser.nextToken() == null) {
        return written;
      }
    } catch (IOException notJson) {
      // wrapped below, so that the model sees what it wrote
    }
    ObjectNode readable = mapper.createObjectNode();
    return (written.isBlank() ? readable : readable.put("unreadable", written)).toString();
  }
}
