package io.waggle.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SchemaProblemsTest {
  private static List<String> problems(String pattern, String value) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
    return SchemaProblems.of(TextNode.valueOf(value), schema.put("pattern", pattern));
  }

  @Test
  void shouldMatchPatternsAnywhereInAText() {
    assertThat(problems("[0-9]{3}", "room 101")).isEmpty();
    assertThat(problems("^[0-9]{3}$", "room 101")).hasSize(1).first().asString().contains("match");
  }

  /** A backtracking matcher takes longer than the world is old. */
  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldNotTakeLongWhateverAModelWrites() {
    assertThat(problems("^(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(10_000))).hasSize(1);
  }

  @Test
  void shouldSayWhichPatternCannotBeUsed() {
    assertThatThrownBy(() -> problems("(?=a)b", "b"))
        .hasMessageContaining("the pattern '(?=a)b' in a schema cannot be used");
  }
}
