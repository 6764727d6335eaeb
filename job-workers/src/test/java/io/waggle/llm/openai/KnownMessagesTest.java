package io.waggle.llm.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ProviderFields;
import io.waggle.llm.ToolRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownMessagesTest {
  private static final ObjectNode BESIDE =
      Json.MAPPER.createObjectNode().put("reasoning_content", "hm \u201cquoted\u201d\n");
  private static final List<Message> CONVERSATION =
      List.of(
          Message.system("You talk."),
          Message.user("Talk, \"please\"\u2028\uD83D\uDE00"),
          new Message(
              Message.Role.ASSISTANT,
              "",
              List.of(new ToolRequest("call-1", "talk", "{\"to\": \"Ann\"}")),
              null,
              new ProviderFields("here", BESIDE, null)),
          Message.tool("call-1", "talked"));

  private final KnownMessages known = new KnownMessages();

  private List<ChatCompletionMessageParam> sent(Form form) {
    return RequestMapping.params(
            "here", "m", new ChatRequest(CONVERSATION, List.of(), null), form, known)
        .messages();
  }

  @Test
  void shouldPutAMessageIntoTheWordsOfTheApiOnce() {
    List<ChatCompletionMessageParam> first = sent(Form.USUAL);
    List<ChatCompletionMessageParam> second = sent(Form.USUAL);

    assertThat(first).hasSameSizeAs(CONVERSATION);
    for (int at = 0; at < first.size(); at++) {
      assertThat(second.get(at)).isSameAs(first.get(at));
    }
  }

  @Test
  void shouldForgetThemWhereTheEndpointRefusesAFieldOfTheirs() throws IOException {
    Form without = Form.USUAL.without(Set.of("reasoning_content"));

    assertThat(json(sent(Form.USUAL))).contains("reasoning_content");
    assertThat(json(sent(without))).doesNotContain("reasoning_content");
    assertThat(json(sent(Form.USUAL))).contains("reasoning_content");
  }

  @Test
  void shouldGiveCallsOtherIdsWhereTheEndpointRefusesTheirs() throws IOException {
    assertThat(json(sent(Form.USUAL))).contains("call-1");
    assertThat(json(sent(Form.USUAL.withShortIds()))).doesNotContain("call-1");
  }

  @Test
  void shouldWriteThemAsTheSdkDoes() throws IOException {
    var mapper = MessageJson.mapper();
    var messages = sent(Form.USUAL);

    for (int time = 0; time < 2; time++) {
      assertThat(new String(mapper.writeValueAsBytes(messages), UTF_8))
          .isEqualTo(ObjectMappers.jsonMapper().writeValueAsString(messages));
    }
  }

  private static String json(List<ChatCompletionMessageParam> messages) throws IOException {
    return MessageJson.mapper().writeValueAsString(messages);
  }
}
