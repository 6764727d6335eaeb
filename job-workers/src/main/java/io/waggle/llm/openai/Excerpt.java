package io.waggle.llm.openai;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a provider's words fit to be shown: short, on one line, and without anything like a key.
 */
final class Excerpt {
  private static final int LONGEST = 300;
  private static final String MASK = "***";

  private static final List<Pattern> KEYS =
      List.of(
          Pattern.compile("(?i)\\b(bearer|basic)\\s+\\S+"),
          Pattern.compile("(?i)\\b(sk|pk|rk|gsk|xai|key|token|api)[-_][\\w*.\\-]{6,}"),
          Pattern.compile("(?i)(?<=(api[-_ ]?key|authorization)[\"']?[:=] ?[\"']?)[^\\s\"',;]{4,}"),
          Pattern.compile("(?=[A-Za-z_-]*\\d)[\\w-]{28,}"));

  private Excerpt() {}

  /**
   * @param key the provider's key, which some echo; null if it has none
   */
  static String of(String text, @Nullable String key) {
    String clean = key == null || key.isEmpty() ? text : text.replace(key, MASK);
    for (Pattern pattern : KEYS) {
      clean = pattern.matcher(clean).replaceAll(MASK);
    }
    clean = clean.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
  }
}
