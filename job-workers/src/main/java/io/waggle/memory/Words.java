package io.waggle.memory;

import io.waggle.journal.MemorySearch.Wanted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words by which facts are found, in any language: letters and digits, without case and
 * accents; of scripts that write no spaces each character. Words that begin alike are related.
 */
final class Words {
  /** Characters of a word; what is longer is cut. */
  private static final int LONGEST = 60;

  /** Words with the same first letters, so many, count as related. */
  private static final int BEGINNING = 5;

  private static final String RELATED = "*";
  private static final double OF_RELATED = 0.4;

  /** Words of a search that are looked for. */
  private static final int MOST_WANTED = 12;

  private Words() {}

  /**
   * @return all by which a text is found
   */
  static Set<String> of(String text) {
    Set<String> all = new LinkedHashSet<>();
    for (String word : split(text)) {
      all.add(word);
      if (isLong(word)) {
        all.add(beginning(word));
      }
    }
    return all;
  }

  /**
   * @param query the first words of it count
   */
  static List<Wanted> wanted(String query) {
    List<Wanted> all = new ArrayList<>();
    for (String word : new LinkedHashSet<>(split(query)).stream().limit(MOST_WANTED).toList()) {
      all.add(new Wanted(word, 1));
      if (isLong(word)) {
        all.add(new Wanted(beginning(word), OF_RELATED));
      }
    }
    return all;
  }

  /** The same for texts of the same words in the same order. */
  static String digest(String text) {
    try {
      byte[] plain = text.strip().replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static boolean isLong(String word) {
    return word.codePointCount(0, word.length()) >= BEGINNING;
  }

  private static String beginning(String word) {
    return word.substring(0, word.offsetByCodePoints(0, BEGINNING)) + RELATED;
  }

  private static List<String> split(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            c -> {
              if (Character.getType(c) == Character.NON_SPACING_MARK) {
                return; // an accent
              }
              boolean alone = isWithoutSpaces(c);
              if (alone || !Character.isLetterOrDigit(c)) {
                end(word, words);
              }
              if (Character.isLetterOrDigit(c) && word.length() < LONGEST) {
                word.appendCodePoint(c);
              }
              if (alone) {
                end(word, words);
              }
            });
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private static boolean isWithoutSpaces(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
