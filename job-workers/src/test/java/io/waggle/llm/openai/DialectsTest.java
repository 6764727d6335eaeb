package io.waggle.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.llm.ChatReply;
import io.waggle.llm.ChatReply.Finish;
import io.waggle.llm.ChatRequest;
import io.waggle.llm.Message;
import io.waggle.llm.ToolDeclaration;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How families of models write what the interface has fields for: a row for each way. */
class DialectsTest {
  private static final ChatRequest REQUEST =
      new ChatRequest(
          List.of(Message.user("Find bees.")),
          List.of(new ToolDeclaration("find", "Finds.", JsonNodeFactory.instance.objectNode())),
          null);

  private StubEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = stub();
  }

  StubEndpoint stub() throws IOException {
    return new StubEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>Hm. 41?</think>\n\nIt is 42.",
        "<think>\nHm.\n\nIt is 41.\n</think>It is 42.",
        "Hm. 41?\n</think>\nIt is 42.",
        "<thinking>Hm.</thinking>It is 42.",
        "[THINK]Hm.[/THINK]It is 42.",
        "◁think▷Hm.◁/think▷It is 42.",
        "<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>It is"
            + " 42.",
        "<seed:think>Hm.</seed:think>It is 42.",
        "It is 42.<|eot_id|>",
        "<|im_start|>assistant\nIt is 42.<|im_end|>"
      })
  void shouldTakeThoughtsOutOfTheAnswer(String content) {
    assertThat(says(content).content().strip()).isEqualTo("It is 42.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Write `<think>` and `</think>` around it.",
        "Mistral's models write [TOOL_CALLS] before a call.",
        "Such a prompt has lines 'Action: name' and 'Action Input: {}'.",
        "```python\nnext(q=1)\n```",
        "It ends with <|eot_id|>, or with </s>, as told.",
        "```\n<think>Hm.</think>\n```",
        "{\"name\": \"Ada\", \"arguments\": {\"a\": 1}}",
        "Names:\n```json\n{\"name\": \"Ada\", \"age\": 36}\n```"
      })
  void shouldLeaveAnAnswerAloneThatSpeaksOfThem(String content) {
    ChatReply reply = says(content);

    assertThat(reply.content()).isEqualTo(content);
    assertThat(reply.finish()).isEqualTo(Finish.DONE);
    assertThat(reply.toolRequests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[TOOL_CALLS][{\"name\": \"find\", \"arguments\": {\"q\": 1}}]",
        "[TOOL_CALLS]find[ARGS]{\"q\": 1}",
        "[TOOL_CALLS]find{\"q\": 1}",
        "<tool_call>\n{\"name\": \"find\", \"arguments\": {\"q\": 1}}\n</tool_call>",
        "<|python_tag|>{\"name\": \"find\", \"parameters\": {\"q\": 1}}",
        "```json\n{\"name\": \"find\", \"arguments\": {\"q\": 1}}\n```",
        "{\"name\": \"find\", \"arguments\": \"{\\\"q\\\": 1}\"}",
        "<think>Find it.</think><tool_call>{\"name\": \"find\", \"arguments\": {\"q\":"
            + " 1}}</tool_call>",
        "{\"type\": \"function\", \"function\": {\"name\": \"find\", \"arguments\": {\"q\": 1}}}",
        "{\"tool_calls\": [{\"name\": \"find\", \"arguments\": {\"q\": 1}}]}",
        "{\"action\": \"find\", \"action_input\": {\"q\": 1}}",
        "functools[{\"name\": \"find\", \"arguments\": {\"q\": 1}}]",
        "<TOOLCALL>[{\"name\": \"find\", \"arguments\": {\"q\": 1}}]</TOOLCALL>",
        "<longcat_tool_call>{\"name\": \"find\", \"arguments\": {\"q\": 1}}</longcat_tool_call>"
      })
  void shouldReadACallThatIsAllOfTheText(String content) {
    ChatReply reply = says(content);

    assertThat(reply.finish()).isEqualTo(Finish.DONE);
    assertThat(reply.toolRequests())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.name()).isEqualTo("find");
              assertThat(StubEndpoint.json(call.arguments()))
                  .isEqualTo(StubEndpoint.json("{\"q\": 1}"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<tool_call>{\"name\": \"find\", \"argu",
        "Looking.\n<tool_call>{\"name\": \"find\", \"arguments\": {}}</tool_call>",
        "<function=find>\n<parameter=q>\nbees\n</parameter>\n</function>",
        "<tool_call>{\"name\": \"nosuch\", \"arguments\": {}}</tool_call>",
        "Looking.\n```json\n{\"name\": \"find\", \"arguments\": {}}\n```",
        "[find(q='bees')]",
        "```tool_code\nprint(find(q='bees'))\n```",
        "Looking. [TOOL_CALLS]find[ARGS]{\"q\": 1}",
        "I have to look.\nAction: find\nAction Input: {\"q\": 1}",
        "<|start|>assistant<|channel|>commentary to=functions.find <|constrain|>json<|message|>{}<|call|>",
        "commentary to=functions.find json {\"q\": 1}",
        "<xai:function_call name=\"find\"><parameter name=\"q\">1</parameter></xai:function_call>",
        "<｜DSML｜function_calls><｜DSML｜invoke name=\"find\"></｜DSML｜invoke></｜DSML｜function_calls>",
        "<｜tool▁calls▁begin｜>function find"
      })
  void shouldTakeNoCallForAnAnswer(String content) {
    ChatReply reply = says(content);

    assertThat(reply.finish()).isEqualTo(Finish.UNREADABLE_CALLS);
    assertThat(reply.toolRequests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"error": {"code": 400, "message": "Odd.", "status": "X"}}]       | Odd.
          {"error": {"message": "No.", "metadata": {"raw": "Odd."}}}         | No.: Odd.
          {"error": {"message": "No.", "metadata": {"raw": "{\\"error\\": {\\"message\\": \\"Odd.\\"}}"}}} | No.: Odd.
          {"detail": [{"loc": ["body"], "msg": "Odd.", "type": "missing"}]}  | Odd.
          {"errors": [{"message": "Odd."}]}                                  | Odd.
          {"error": {"message": "{\\"error\\": {\\"message\\": \\"Odd.\\"}}"}} | Odd.
          Odd.                                                               | Odd.
          """)
  void shouldReadErrorsOfAnyShape(String body, String words) {
    assertThat(ErrorBody.of(body).words()).isEqualTo(words);
  }

  private ChatReply says(String content) {
    String text = new ObjectMapper().valueToTree(content).toString();
    endpoint.answers(
        StubEndpoint.body(
            200,
            "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": %s}}]}"
                .formatted(text)));
    return endpoint.model().chat(REQUEST);
  }
}
