package io.waggle.files;

/**
 * Finds a text in others in linear time (Knuth, Morris and Pratt). The JDK's own search compares
 * the whole text again at each place, which a model's data can make it do for minutes.
 */
final class Occurrences {
  private final String wanted;

  /** For each beginning of the text: how long its longest end is that the text begins with. */
  private final int[] borders;

  /**
   * @param wanted not empty
   */
  Occurrences(String wanted) {
    this.wanted = wanted;
    this.borders = new int[wanted.length()];
    int length = 0;
    for (int i = 1; i < wanted.length(); i++) {
      length = extended(length, wanted.charAt(i));
      borders[i] = length;
    }
  }

  /** How much of the text is matched after one more char. */
  private int extended(int matched, char next) {
    int length = matched;
    while (length > 0 && wanted.charAt(length) != next) {
      length = borders[length - 1];
    }
    return wanted.charAt(length) == next ? length + 1 : length;
  }

  /**
   * @param from where to begin
   * @return where the next one begins; -1 if there is none
   */
  int next(String text, int from) {
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      matched = extended(matched, text.charAt(i));
      if (matched == wanted.length()) {
        return i + 1 - matched;
      }
    }
    return -1;
  }

  boolean areIn(String text) {
    return next(text, 0) >= 0;
  }

  /**
   * @return how many there are that do not overlap, from the beginning
   */
  int count(String text) {
    int count = 0;
    for (int at = next(text, 0); at >= 0; at = next(text, at + wanted.length())) {
      count++;
    }
    return count;
  }

  /**
   * @return the text with another one in place of each
   */
  String replaced(String text, String by) {
    StringBuilder replaced = new StringBuilder();
    int done = 0;
    for (int at = next(text, 0); at >= 0; at = next(text, done)) {
      replaced.append(text, done, at).append(by);
      done = at + wanted.length();
    }
    return replaced.append(text, done, text.length()).toString();
  }
}
