package io.waggle.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.tool.ToolRunner.DidNotHappen;
import io.waggle.tool.ToolRunner.Found;
import io.waggle.tool.ToolRunner.Happened;
import io.waggle.tool.ToolRunner.Observed;
import io.waggle.tool.ToolRunner.Unknown;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Look-ups and undos of tools. */
@SuppressWarnings("unused")
class ToolCompanionsTest {
  private static final ToolCallContext CALL = new ToolCallContext("key", "1", "a", "receipt 7");

  record Receipt(String invoice, String key) {}

  static final class Till {
    @Tool(description = "Pays.", lookUp = "payment", undo = "refund")
    String pay(@Param("which") String invoice, @Param(value = "", defaultValue = "1") int times) {
      return "paid";
    }

    Optional<Receipt> payment(ToolCallContext call, String invoice) {
      if (invoice.equals("lost")) {
        throw new IllegalStateException("the books are closed, password s3cret-enough");
      }
      return invoice.equals("none")
          ? Optional.empty()
          : Optional.of(new Receipt(invoice, call.idempotencyKey()));
    }

    String refund(int times, ToolCallContext call) {
      return "%d x %s".formatted(times, call.result());
    }
  }

  private static final ToolDefinition PAY = ToolMethods.of(new Till()).getFirst();

  private static JsonNode arguments(String invoice) {
    return ToolJson.MAPPER.createObjectNode().put("invoice", invoice);
  }

  private static Found lookUp(String invoice) {
    return new ToolRunner(new Secrets(List.of("s3cret-enough")))
        .lookUp(PAY, Objects.requireNonNull(PAY.lookUp()), arguments(invoice), CALL);
  }

  @Test
  void shouldSayWhetherACallHappened() {
    assertThat(lookUp("7")).isEqualTo(new Happened("{\"invoice\":\"7\",\"key\":\"key\"}"));
    assertThat(lookUp("none")).isEqualTo(new DidNotHappen());
    assertThat(lookUp("lost"))
        .isEqualTo(
            new Unknown(
                "java.lang.IllegalStateException: the books are closed, password [secret]"));
  }

  @Test
  void shouldUndoWithTheArgumentsOfTheCallCompletedByItsDefaults() {
    assertThat(new ToolRunner().undo(PAY, Objects.requireNonNull(PAY.undo()), arguments("7"), CALL))
        .isEqualTo(new Observed(true, "1 x receipt 7"));
  }

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
