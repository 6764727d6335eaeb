package io.waggle.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.bpmn.Usage;
import io.waggle.llm.ChatReply;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a model's answer that the messages of its job do not say.
 *
 * @param model that answered, {@code provider:name}
 * @param finish why it stopped
 * @param content what it wrote; null where the messages have it
 * @param toolRequests the tools that it wanted called; null where the messages have them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordedReply(
    String model,
    ChatReply.Finish finish,
    @Nullable String content,
    @Nullable List<ToolRequest> toolRequests) {
  private static final ObjectMapper MAPPER = JournalJson.mapper();

  /**
   * @param model that answered
   * @param reply what it answered
   * @param messages that its job adds to the conversation
   * @return what is to be recorded, as JSON
   */
  public static String json(String model, ChatReply reply, List<Message> messages) {
    boolean said = !messages.isEmpty() && isSaid(messages.getLast(), reply);
    RecordedReply recorded =
        said
            ? new RecordedReply(model, reply.finish(), null, null)
            : new RecordedReply(model, reply.finish(), reply.content(), reply.toolRequests());
    try {
      return MAPPER.writeValueAsString(recorded);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static boolean isSaid(Message message, ChatReply reply) {
    return message.role() == Message.Role.ASSISTANT
        && message.text().equals(reply.content())
        && message.requests().equals(reply.toolRequests());
  }

  /**
   * @param json as recorded
   */
  public static RecordedReply read(String json) {
    try {
      return MAPPER.readValue(json, RecordedReply.class);
    } catch (JsonProcessingException damaged) {
      throw new UncheckedIOException("The journal holds an answer that is not JSON.", damaged);
    }
  }

  /**
   * @param messages that its job added to the conversation
   * @param usage of its job
   * @return the answer, as the model gave it
   */
  public ChatReply reply(List<Message> messages, Usage usage) {
    Message said = messages.isEmpty() ? Message.assistant("", List.of()) : messages.getLast();
    return new ChatReply(
        content == null ? said.text() : content,
        toolRequests == null ? said.requests() : toolRequests,
        finish,
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cachedInputTokens(),
        usage.reasoningTokens(),
        said.providerFields());
  }
}
