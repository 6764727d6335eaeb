package io.waggle.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DifferencesTest {

  @Test
  void shouldShowWhatChangesWithThreeLinesAroundIt() {
    assertThat(
            Differences.unified("f", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
        .isEqualTo(
            """
            --- f
            +++ f
            @@ -2,7 +2,8 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            +9""");
    assertThat(Differences.unified("f", "", "a\nb\n")).contains("(new)", "+a\n+b");
    assertThat(Differences.unified("f", "a\nb\n", "")).contains("-a\n-b");
    assertThat(Differences.unified("f", "a\n", "a\n")).isEqualTo("Nothing changes in f.");
  }

  @Test
  void shouldShowAChangeOfLineEnds() {
    assertThat(Differences.unified("f", "a\nb\n", "a\r\nb\n")).contains("-a\n+a␍\n b");
    assertThat(Differences.unified("f", "a\nb", "a\nb\n"))
        .contains("-b\n\\ No newline at end of file\n+b");
    assertThat(Differences.unified("f", "a\r\nb\r\n", "a\r\nc\r\n"))
        .as("as before")
        .contains(" a\n-b\n+c")
        .doesNotContain("␍");
  }

  /** The smallest difference of these takes the better part of a minute. */
  @Test
  @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldNotTakeLongWhereThousandsOfLinesChange() {
    String before = lines("before", 20_000);
    String after = lines("after", 20_000);

    assertThat(Differences.unified("f", "same\n" + before + "end\n", "same\n" + after + "end\n"))
        .startsWith("--- f\n+++ f\n@@ -1,20002 +1,20002 @@\n same\n-before 0\n")
        .endsWith("\n+after 19999\n end");
  }

  private static String lines(String word, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> word + " " + i + "\n")
        .collect(Collectors.joining());
  }
}
