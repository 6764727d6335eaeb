package io.waggle.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.invocation.ToolRunner.Observed;
import io.waggle.invocation.ToolRunner.Outcome;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolCallContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model reads of results that are no plain texts. */
@SuppressWarnings("unused")
class ToolResultTest {
  static final class Chain {
    public final Chain first = this;
  }

  static final class Tools {
    @Tool(description = "d")
    @Nullable String absent() {
      return null;
    }

    @Tool(description = "d")
    String price(BigDecimal price) {
      return price.toString();
    }

    @Tool(description = "d")
    Stream<Integer> stream() {
      return Stream.generate(() -> 7);
    }

    @Tool(description = "d")
    List<String> list() {
      return Collections.nCopies(300_000, "1234567");
    }

    @Tool(description = "d")
    Object receipt() {
      return new Object() {
        private final int number = 1;
      };
    }

    @Tool(description = "d")
    Chain chain() {
      return new Chain();
    }

    @Tool(description = "d")
    String longText() {
      return "x".repeat(3_000_000);
    }

    @Tool(description = "d")
    String halves() {
      return "\uD83D\uDC1D \uD83D \uDC1D";
    }
  }

  private static Outcome run(String tool, String arguments) {
    try {
      return new ToolRunner(Secrets.NONE, new ToolThreads(1))
          .run(
              ToolBox.of(new Tools()).find(tool).orElseThrow(),
              StrictJson.MAPPER.readTree(arguments),
              new ToolCallContext("key-1", "1", "tester"));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void shouldCutLongTextsAndSaySo() {
    assertThat(run("long_text", "{}"))
        .isInstanceOfSatisfying(
            Observed.class,
            observed ->
                assertThat(observed.text())
                    .hasSizeBetween(ToolRunner.MAX_LENGTH - 9, ToolRunner.MAX_LENGTH)
                    .endsWith(
                        "x\n[cut: these are the first 999,915 of 3,000,000 characters; ask for less"
                            + " at a time]"));
  }

  /** A model that reads "done" for a failed look-up goes on as if it had worked. */
  @Test
  void shouldSayThatAToolReturnedNull() {
    assertThat(run("absent", "{}"))
        .isEqualTo(new Observed(true, "null (the tool returned no value)"));
  }

  @Test
  void shouldHandNumbersOnAsTheyAreWritten() {
    assertThat(run("price", "{\"price\":49.90}")).isEqualTo(new Observed(true, "49.90"));
  }

  @ParameterizedTest
  @CsvSource({"stream, '4,000,000 or more'", "list, '3,000,001'"})
  void shouldCutStreamsAndCollectionsAndSaySo(String tool, String size) {
    assertThat(run(tool, "{}"))
        .isInstanceOfSatisfying(
            Observed.class,
            observed ->
                assertThat(observed.text())
                    .hasSizeLessThanOrEqualTo(ToolRunner.MAX_LENGTH)
                    .contains(" of %s characters; ask for less".formatted(size))
                    .containsOnlyOnce("[cut: "));
  }

  @ParameterizedTest
  @CsvSource({"receipt, done", "chain, 'done, but the result, of type Chain, cannot be written'"})
  void shouldCountACallAsDoneWhoseResultCannotBeWritten(String tool, String text) {
    assertThat(run(tool, "{}"))
        .isInstanceOfSatisfying(
            Observed.class,
            observed -> {
              assertThat(observed.ok()).isTrue();
              assertThat(observed.text()).startsWith(text);
            });
  }

  @Test
  void shouldLetNoHalfOfASurrogatePairOut() {
    assertThat(run("halves", "{}")).isEqualTo(new Observed(true, "\uD83D\uDC1D \uFFFD \uFFFD"));
  }
}
