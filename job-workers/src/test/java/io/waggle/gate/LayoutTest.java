package io.waggle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a form shows of what a model wrote. */
class LayoutTest {
  private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

  private final Layout layout = new Layout();

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Test
  void shouldShowLongTextsWhole() {
    String text = "x".repeat(60_000) + "end";

    assertThat(layout.shown(text)).isEqualTo(text);
    assertThat(layout.sheet(NOTHING, object()).clipped()).isFalse();
  }

  @Test
  void shouldShowNumbersAsTheModelWroteThem() {
    JsonNode rows =
        layout.rows(Rows.read("{\"amount\": 49.90, \"rate\": 0.1234567890123456789012}"));

    assertThat(rows.at("/0/value").asText()).isEqualTo("49.90");
    assertThat(rows.at("/1/value").asText()).isEqualTo("0.1234567890123456789012");
  }

  @Test
  void shouldSayThatATextIsCutAndThenLetNothingBeApproved() {
    JsonNode rows =
        layout.rows(
            object().put("path", "a.txt").put("text", "y".repeat(200_000)).put("mode", "new"));

    assertThat(rows.at("/0/value").asText()).isEqualTo("a.txt");
    assertThat(rows.at("/1/value").asText())
        .startsWith("yyy")
        .endsWith("…\n[cut: this text has 200,000 characters, more than are shown here]");
    assertThat(rows.at("/2/value").asText()).contains("[cut: this text has 3 characters");
    Gate.Sheet sheet = layout.sheet(NOTHING, object());
    assertThat(sheet.clipped()).isTrue();
    assertThat(sheet.shown().path("clipped").asBoolean()).isTrue();
  }

  @Test
  void shouldCountWhatAllTextsHaveTogether() {
    layout.shown("x".repeat(60_000));
    assertThat(layout.shown("y".repeat(60_000))).contains("[cut: ");
  }

  @Test
  void shouldCutWhatStandsBesideWithoutForbiddingAnything() {
    assertThat(Layout.beside("z".repeat(500), 100)).contains("[cut: this text has 500 characters");
    assertThat(layout.sheet(NOTHING, object()).clipped()).isFalse();
  }

  @Test
  void shouldNameWhatCannotBeSeenInNamesAndValues() {
    JsonNode rows = layout.rows(object().put("to\u200B", "\u202Eada\r"));

    assertThat(rows.at("/0/name").asText()).isEqualTo("to[U+200B]");
    assertThat(rows.at("/0/value").asText()).isEqualTo("[U+202E]ada␍");
  }

  @Test
  void shouldKeepWhatCannotBeSeenWhereAPersonEditsTheRest() {
    JsonNode before = object().put("text", "a\u200Bb\r\nold").put("cents", 5);
    var rows =
        List.of(
            new Decision.Argument("text", JsonNodeFactory.instance.textNode("a[U+200B]b␍\nnew")),
            new Decision.Argument("cents", JsonNodeFactory.instance.textNode("7")));
    ObjectNode schema = object();
    schema.putObject("properties").putObject("text").put("type", "string");

    assertThat(EditedArguments.text(rows, before, schema))
        .isEqualTo(object().put("text", "a\u200Bb\r\nnew").put("cents", 7).toString());
  }
}
