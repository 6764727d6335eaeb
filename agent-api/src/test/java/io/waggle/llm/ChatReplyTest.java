package io.waggle.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChatReplyTest {
  private static List<String> identified(String... given) {
    List<ToolRequest> requests =
        Stream.of(given).map(id -> new ToolRequest(id, "find", "{}")).toList();
    return new ChatReply("", requests, ChatReply.Finish.DONE, 0, 0)
        .identified("77").toolRequests().stream().map(ToolRequest::id).toList();
  }

  @Test
  void shouldKeepIdsThatCanBeUsed() {
    assertThat(identified("call_a", "c-1", "call_77_1"))
        .containsExactly("call_a", "c-1", "call_77_1");
  }

  @Test
  void shouldGiveEveryCallAnIdOfItsOwn() {
    assertThat(
            identified("", "same", "same", " ", "\t\n", "a\u0000b", "b\ud83d", "x".repeat(1_001)))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.equals("same") || id.matches("call_77_[0-9]+"))
        .contains("same");
  }

  @Test
  void shouldNotMakeUpAnIdThatAnotherCallHas() {
    assertThat(identified("call_77_1", "", "", "call_77_3"))
        .containsExactly("call_77_1", "call_77_2", "call_77_4", "call_77_3");
    assertThat(identified("", "call_77_1")).containsExactly("call_77_2", "call_77_1");
  }
}
