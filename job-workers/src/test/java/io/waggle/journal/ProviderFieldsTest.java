package io.waggle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.llm.Message;
import io.waggle.llm.ProviderFields;
import io.waggle.llm.ToolRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderFieldsTest {
  private final JournalJson json = new JournalJson(JournalJson.mapper());

  @Test
  void shouldKeepWhatAProviderWantsBack() {
    ProviderFields beside =
        new ProviderFields(
            "acme", JsonNodeFactory.instance.objectNode().put("signature", "c2ln"), null);
    Message said =
        new Message(
            Message.Role.ASSISTANT,
            "",
            List.of(new ToolRequest("c1", "find", "{}", beside)),
            null,
            beside);

    assertThat(json.read(json.write(List.of(said)))).containsExactly(said);
  }

  @Test
  void shouldWriteNothingWhereThereIsNothing() {
    Message said = Message.assistant("", List.of(new ToolRequest("c1", "find", "{}")));

    assertThat(json.write(List.of(said))).doesNotContain("providerFields");
    assertThat(json.read(json.write(List.of(said)))).containsExactly(said);
  }
}
