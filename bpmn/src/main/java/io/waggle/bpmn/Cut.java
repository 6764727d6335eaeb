package io.waggle.bpmn;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * The one place where texts that are too long are cut: never within what a reader sees as one
 * character, let alone in the middle of a surrogate pair, which no endpoint accepts.
 */
public final class Cut {
  private static final char REPLACEMENT = '\uFFFD';

  /** A character of more chars than this is cut between two code points. */
  private static final int LONGEST_CHARACTER = 64;

  /** Below it a char is a character of its own, but for a carriage return before a line feed. */
  private static final int FIRST_COMBINING = 0x300;

  private Cut() {}

  /**
   * @param text of any length
   * @param most chars to keep, 0 or more
   * @return the text, or its beginning
   */
  public static String beginning(String text, int most) {
    return text.length() <= most ? text : text.substring(0, before(text, most));
  }

  /**
   * @param text of any length
   * @param most chars to keep, 0 or more
   * @return the text, or its end
   */
  public static String end(String text, int most) {
    return text.length() <= most ? text : text.substring(after(text, text.length() - most));
  }

  /**
   * @param text of any length
   * @param most chars to keep, the notice included
   * @return the text, or its beginning and a notice that says how long it was
   */
  public static String noted(String text, int most) {
    return noted(text, most, "%,d".formatted(text.length()), "");
  }

  /**
   * @param text of any length
   * @param most chars to keep, the notice included
   * @param size how many characters there were, in words
   * @param advice what the reader can do about it; empty if nothing
   * @return the text, or its beginning and a notice
   */
  public static String noted(String text, int most, String size, String advice) {
    if (text.length() <= most) {
      return text;
    }
    String form =
        "\n[cut: these are the first %,d of %s characters" + (advice.isEmpty() ? "]" : "; %s]");
    String kept = beginning(text, Math.max(0, most - form.formatted(most, size, advice).length()));
    return kept + form.formatted(kept.length(), size, advice);
  }

  /**
   * @param text of anybody
   * @return the text, with a replacement character for each half of a surrogate pair
   */
  public static String sound(String text) {
    StringBuilder sound = null;
    for (int i = 0; i < text.length(); i++) {
      if (isHalf(text, i)) {
        sound = sound == null ? new StringBuilder(text) : sound;
        sound.setCharAt(i, REPLACEMENT);
      }
    }
    return sound == null ? text : sound.toString();
  }

  private static boolean isHalf(String text, int at) {
    char c = text.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : Character.isLowSurrogate(c)
            && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static int before(String text, int place) {
    if (isBetweenPlain(text, place)) {
      return place;
    }
    int from = Math.max(0, place - LONGEST_CHARACTER);
    BreakIterator characters = characters(text, from, place);
    int found =
        characters.isBoundary(place - from) ? place - from : characters.preceding(place - from);
    return found > 0 ? from + found : place - (splitsPair(text, place) ? 1 : 0);
  }

  private static int after(String text, int place) {
    if (isBetweenPlain(text, place)) {
      return place;
    }
    int from = Math.max(0, place - LONGEST_CHARACTER);
    BreakIterator characters = characters(text, from, place);
    int end = Math.min(text.length(), place + LONGEST_CHARACTER);
    int found =
        from
            + (characters.isBoundary(place - from)
                ? place - from
                : characters.following(place - from));
    return found < end || end == text.length() ? found : place + (splitsPair(text, place) ? 1 : 0);
  }

  private static BreakIterator characters(String text, int from, int place) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(from, Math.min(text.length(), place + LONGEST_CHARACTER)));
    return characters;
  }

  private static boolean isBetweenPlain(String text, int place) {
    return place <= 0
        || place >= text.length()
        || (text.charAt(place) < FIRST_COMBINING
            && text.charAt(place - 1) < FIRST_COMBINING
            && text.charAt(place) != '\n');
  }

  private static boolean splitsPair(String text, int place) {
    return Character.isHighSurrogate(text.charAt(place - 1))
        && Character.isLowSurrogate(text.charAt(place));
  }
}
