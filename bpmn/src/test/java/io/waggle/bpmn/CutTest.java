package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutTest {
  /** What a reader sees as one character. */
  private static final String BEE = "\uD83D\uDC1D";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDC1D",
        "e\u0301",
        "\uD83D\uDC69\u200D\uD83D\uDE80",
        "\uD83C\uDDE9\uD83C\uDDEA",
        "\uD83D\uDC4D\uD83C\uDFFD",
        "\r\n"
      })
  void shouldNotCutWithinACharacter(String character) {
    for (int place = 2; place < 1 + character.length(); place++) {
      assertThat(Cut.beginning("x" + character + "y", place)).isEqualTo("x");
      assertThat(Cut.end("x" + character + "y", place)).isEqualTo("y");
    }
    assertThat(Cut.beginning("x" + character + "y", 1 + character.length()))
        .isEqualTo("x" + character);
  }

  @Test
  void shouldCutACharacterThatNeverEndsBetweenTwoCodePoints() {
    String endless = "e" + "\u0301".repeat(1_000) + BEE;

    assertThat(Cut.beginning(endless, 500)).hasSize(500);
    assertThat(Cut.end(endless, 500)).hasSizeBetween(400, 500);
    assertThat(Cut.beginning(BEE.repeat(100), 101)).hasSize(100);
    assertThat(Cut.beginning(BEE, 1)).isEmpty();
  }

  @Test
  void shouldSayHowLongATextWasInWhatMayBeKeptOfIt() {
    String cut = Cut.noted(BEE.repeat(1_500_000), 50_000);

    assertThat(cut).hasSizeBetween(49_900, 50_000).endsWith(" of 3,000,000 characters]");
    assertThat(Cut.noted(cut, 50_000)).isSameAs(cut);
    assertThat(Cut.sound(cut)).isSameAs(cut);
  }

  @Test
  void shouldReplaceHalvesOfPairs() {
    assertThat(Cut.sound("\uDC1D a " + BEE + " b \uD83D c \uD83D"))
        .isEqualTo("\uFFFD a " + BEE + " b \uFFFD c \uFFFD");
  }

  @Test
  void shouldPreviewWithoutHalfACharacter() {
    String woman = "\uD83D\uDC69\u200D\uD83D\uDE80";

    assertThat(Preview.of("x".repeat(196) + woman + "yyy")).isEqualTo("x".repeat(196) + "…");
  }
}
