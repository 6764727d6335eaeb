package io.waggle.tool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Look-ups and undos as their author declares them. */
@SuppressWarnings("unused")
class ToolCompanionsTest {

  @SuppressWarnings("checkstyle:MethodLength") // a table
  static Stream<Arguments> faulty() {
    return Stream.of(
        Arguments.of(
            "its look-up names 'nothing', of which",
            new Object() {
              @Tool(description = "d", lookUp = "nothing")
              void x(String y) {}
            }),
        Arguments.of(
            "its look-up 'find' must return an Optional",
            new Object() {
              @Tool(description = "d", lookUp = "find")
              void x(String y) {}

              String find(String y) {
                return y;
              }
            }),
        Arguments.of(
            "it has a look-up, which only a tool with the effect ONCE needs",
            new Object() {
              @Tool(description = "d", effect = Effect.IDEMPOTENT, lookUp = "find")
              void x(String y) {}
            }),
        Arguments.of(
            "its undo 'back' has a parameter 'z' that the tool has not",
            new Object() {
              @Tool(description = "d", undo = "back")
              void x(String y) {}

              void back(String z) {}
            }),
        Arguments.of(
            "its undo 'back' has a parameter 'y' that the tool has not, or of another type",
            new Object() {
              @Tool(description = "d", undo = "back")
              void x(String y) {}

              void back(int y) {}
            }),
        Arguments.of(
            "its undo names 'back', of which  has 2",
            new Object() {
              @Tool(description = "d", undo = "back")
              void x(String y) {}

              void back(String y) {}

              void back() {}
            }),
        Arguments.of(
            "its undo 'back' is private",
            new Object() {
              @Tool(description = "d", undo = "back")
              void x(String y) {}

              private void back(String y) {}
            }),
        Arguments.of(
            "it has an undo, but the effect READ",
            new Object() {
              @Tool(description = "d", effect = Effect.READ, undo = "back")
              void x(String y) {}
            }),
        Arguments.of(
            "its settlesWithin '-PT1S' must not be less than nothing",
            new Object() {
              @Tool(description = "d", settlesWithin = "-PT1S")
              void x(String y) {}
            }),
        Arguments.of(
            "its settlesWithin 'soon' is no ISO 8601 duration: write for example PT30S",
            new Object() {
              @Tool(description = "d", settlesWithin = "soon")
              void x(String y) {}
            }));
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void shouldSayWhatIsWrongWithALookUpOrAnUndo(String sentence, Object holder) {
    assertThatThrownBy(() -> ToolMethods.of(holder))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(sentence);
  }
}
