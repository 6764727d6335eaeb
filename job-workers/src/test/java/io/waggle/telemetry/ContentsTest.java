package io.waggle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.waggle.invocation.Secrets;
import io.waggle.llm.Message;
import io.waggle.llm.ToolRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentsTest {
  private static final String NAME = "gen_ai.input.messages";
  private static final Secrets SECRETS = new Secrets(List.of("sk-0123456789"));

  private final AttributesBuilder attributes = Attributes.builder();

  private @Nullable String put() {
    return attributes.build().get(AttributeKey.stringKey(NAME));
  }

  @Test
  void shouldPutNothingUnlessAskedTo() {
    Contents contents = new Contents(false, SECRETS);

    contents.put(attributes, NAME, "what was said");
    contents.put(attributes, NAME, List.of(Message.user("what was said")));

    assertThat(attributes.build().isEmpty()).isTrue();
  }

  @Test
  void shouldPutMessagesInTheFormOfTheConventions() {
    new Contents(true, SECRETS)
        .put(
            attributes,
            NAME,
            List.of(
                Message.system("Be brief."),
                Message.assistant("", List.of(new ToolRequest("c1", "find", "{}"))),
                Message.tool("c1", "found")));

    assertThat(put())
        .isEqualTo(
            "[{\"role\":\"system\",\"parts\":[{\"type\":\"text\",\"content\":\"Be brief.\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"find\",\"arguments\":\"{}\"}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\",\"response\":\"found\"}]}]");
  }

  @Test
  void shouldTellNoSecret() {
    Contents contents = new Contents(true, SECRETS);

    contents.put(attributes, NAME, "the key is sk-0123456789");
    assertThat(put()).isEqualTo("the key is [secret]");

    contents.put(
        attributes,
        NAME,
        List.of(
            Message.user("sk-0123456789"),
            Message.assistant("sk-0123456789", List.of(new ToolRequest("c", "t", "sk-0123456789"))),
            Message.tool("c", "sk-0123456789")));
    assertThat(put()).contains("[secret]").doesNotContain("sk-0123456789");
  }

  @Test
  void shouldCutLongTexts() {
    new Contents(true, SECRETS).put(attributes, NAME, "x".repeat(100_000));

    assertThat(put()).hasSize(20_000).contains("of 100,000 characters");
  }
}
