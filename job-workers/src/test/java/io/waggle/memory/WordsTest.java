package io.waggle.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.journal.MemorySearch.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Likes tea, not rum.    | likes,likes*,tea,not,rum
          Zürich: 8001           | zurich,zuric*,8001
          Straße İstanbul        | straße,straß*,istanbul,istan*
          ﬁne e-mail             | fine,e,mail
          東京 tea                | 東,京,tea
          рим Москва             | рим,москва,москв*
          %_*'"()                | ''
          """)
  void shouldFindWordsInAnyLanguage(String text, String words) {
    assertThat(String.join(",", Words.of(text))).isEqualTo(words);
  }

  @Test
  void shouldCutLongWordsAndLongSearches() {
    assertThat(Words.of("x".repeat(1_000)))
        .allSatisfy(word -> assertThat(word.length()).isLessThanOrEqualTo(64));
    assertThat(Words.wanted("a b c d e f g h i j k l m n a a"))
        .extracting(Wanted::word)
        .hasSize(12)
        .startsWith("a", "b");
  }

  @Test
  void shouldGiveRelatedWordsLessWeight() {
    assertThat(Words.wanted("invoices"))
        .containsExactly(new Wanted("invoices", 1), new Wanted("invoi*", 0.4));
    assertThat(Words.of("invoice")).contains("invoi*");
  }

  @Test
  void shouldTellTextsApartByTheirWordsAlone() {
    assertThat(Words.digest(" Likes  tea\n")).isEqualTo(Words.digest("Likes tea"));
    assertThat(Words.digest("Likes tea")).isNotEqualTo(Words.digest("likes tea"));
  }
}
