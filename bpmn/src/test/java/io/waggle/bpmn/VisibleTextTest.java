package io.waggle.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person would not see, and sees. */
class VisibleTextTest {

  @ParameterizedTest
  @CsvSource({
    "202E, pay [U+202E]001",
    "200B, pay [U+200B]001",
    "2066, pay [U+2066]001",
    "FEFF, pay [U+FEFF]001",
    "00AD, pay [U+00AD]001",
    "00A0, pay [U+00A0]001",
    "0000, pay [U+0000]001",
    "001B, pay [U+001B]001",
    "2028, pay [U+2028]001",
    "3164, pay [U+3164]001",
    "FE0F, pay [U+FE0F]001",
    "200D, pay [U+200D]001",
    "D83D, pay [U+D83D]001",
    "DE00, pay [U+DE00]001",
    "E0041, pay [U+E0041]001",
    "E000, pay [U+E000]001"
  })
  void shouldNameWhatCannotBeSeen(String code, String visible) {
    String text = "pay " + Character.toString(Integer.parseInt(code, 16)) + "001";

    assertThat(VisibleText.of(text)).isEqualTo(visible);
    assertThat(VisibleText.back(visible, text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Plain [text], 100 %",
        "lines\n\tand tabs",
        "Grüße, наука, 蜂蜜　はち, שלום, ครับ",
        "👩‍💻 and ❤️‍🔥 and 🏳️‍🌈 and 👍🏽",
        "e\u0301"
      })
  void shouldLeaveWhatCanBeSeen(String text) {
    assertThat(VisibleText.of(text)).isEqualTo(text);
  }

  @Test
  void shouldShowCarriageReturns() {
    assertThat(VisibleText.of("a\r\nb\rc")).isEqualTo("a␍\nb␍c");
    assertThat(VisibleText.back("a␍\nB␍c", "a\r\nb\rc")).isEqualTo("a\r\nB\rc");
  }

  @Test
  void shouldTakeANameForOneOnlyWhereSomethingWasNamed() {
    assertThat(VisibleText.back("see [U+202E]", "see [U+202E]")).isEqualTo("see [U+202E]");
    assertThat(VisibleText.back("[U+202E] [U+200B]", "x\u200B")).isEqualTo("[U+202E] \u200B");
  }
}
