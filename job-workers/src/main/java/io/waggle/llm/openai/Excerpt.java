package io.waggle.llm.openai;

import com.google.re2j.Pattern;
import io.waggle.bpmn.Cut;
import io.waggle.bpmn.Preview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a provider's words fit to be shown: short, on one line, and without anything like a key.
 */
final class Excerpt {
  private static final int LONGEST = 300;
  private static final String MASK = "***";

  /** Of a text that is longer, nothing further would be shown in any case. */
  private static final int LONGEST_READ = 4_000;

  /** Matched in linear time: a provider may answer with anything. */
  private static final List<Pattern> KEYS =
      List.of(
          Pattern.compile("(?i)()\\b(?:bearer|basic)\\s+\\S+"),
          Pattern.compile("(?i)()\\b(?:sk|pk|rk|gsk|xai|key|token|api)[-_][\\w*.\\-]{6,}"),
          Pattern.compile("(?i)((?:api[-_ ]?key|authorization)[\"']?[:=] ?[\"']?)[^\\s\"',;]{4,}"));

  private static final Pattern LONG_WORD = Pattern.compile("[\\w-]{28,}");
  private static final Pattern SPACE = Pattern.compile("[\\s\\pC]+");

  private Excerpt() {}

  /**
   * @param key the provider's key, which some echo; null if it has none
   */
  static String of(String text, @Nullable String key) {
    String read = beginning(text, key == null ? 0 : key.length());
    String clean = key == null || key.isEmpty() ? read : read.replace(key, MASK);
    for (Pattern pattern : KEYS) {
      clean = pattern.matcher(clean).replaceAll("$1" + MASK);
    }
    clean = withoutLongWords(clean);
    return Preview.of(SPACE.matcher(clean).replaceAll(" ").strip(), LONGEST);
  }

  /** A word that the cut leaves half of may be half a key, and is left out. */
  private static String beginning(String text, int keyLength) {
    int most = LONGEST_READ + keyLength;
    if (text.length() <= most) {
      return text;
    }
    String kept = Cut.beginning(text, most);
    int end = kept.length();
    while (end > 0 && !Character.isWhitespace(kept.charAt(end - 1))) {
      end--;
    }
    return kept.substring(0, end) + (end < LONGEST ? MASK : "");
  }

  /** Only those with a digit: keys have one, and words of people rarely do. */
  private static String withoutLongWords(String text) {
    StringBuilder clean = new StringBuilder();
    var word = LONG_WORD.matcher(text);
    int done = 0;
    while (word.find()) {
      boolean hasDigit = word.group().chars().anyMatch(Character::isDigit);
      clean.append(text, done, word.start()).append(hasDigit ? MASK : word.group());
      done = word.end();
    }
    return clean.append(text, done, text.length()).toString();
  }
}
