package io.waggle.bpmn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts for people who decide on them: what would not be seen, or would make the rest be seen
 * otherwise than it is, gets a name that can be seen, for example {@code [U+202E]}. Letters that
 * only look alike stay as they are.
 */
public final class VisibleText {
  private static final char SHOWN_RETURN = '\u240D';
  private static final int JOINER = 0x200D;
  private static final int WIDE_SPACE = 0x3000;

  /** Not of the categories below, and yet drawn as nothing. */
  private static final Pattern BLANK =
      Pattern.compile(
          "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]");

  private static final Pattern NAME = Pattern.compile("\\[U\\+([0-9A-F]{4,6})]|\u240D");

  private VisibleText() {}

  /**
   * @param text of anybody
   * @return the text with names for control, direction, format and blank characters, spaces of
   *     another kind and halves of surrogate pairs; {@code ␍} for a carriage return. Line feeds,
   *     tabs, and what holds an emoji together stay.
   */
  public static String of(String text) {
    if (text.chars().allMatch(VisibleText::isPlain)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c == '\r') {
        visible.append(SHOWN_RETURN);
      } else if (isSeen(c) || isInEmoji(text, i, c)) {
        visible.appendCodePoint(c);
      } else {
        visible.append("[U+%04X]".formatted(c));
      }
    }
    return visible.toString();
  }

  /**
   * What {@link #of} has named, once a person has edited the rest.
   *
   * @param edited a text with names
   * @param before the text that the names were given in
   * @return the text with the characters in place of their names, if there were such in {@code
   *     before}
   */
  public static String back(String edited, String before) {
    if (of(before).equals(before)) {
      return edited;
    }
    return NAME.matcher(edited)
        .replaceAll(
            name -> {
              String code = name.group(1);
              String named = code == null ? "\r" : character(Integer.parseInt(code, 16));
              return before.contains(named) ? Matcher.quoteReplacement(named) : "$0";
            });
  }

  private static String character(int code) {
    return Character.isValidCodePoint(code) ? Character.toString(code) : "\uFFFF";
  }

  private static boolean isPlain(int c) {
    return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t';
  }

  private static boolean isSeen(int c) {
    return isPlain(c)
        || c == WIDE_SPACE
        || switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED ->
              false;
          default -> !BLANK.matcher(Character.toString(c)).matches();
        };
  }

  /** A joiner between two pictures, or what says that a character is one. */
  private static boolean isInEmoji(String text, int at, int c) {
    boolean variant = c == 0xFE0F || c == 0xFE0E;
    if (at == 0 || !(variant || c == JOINER)) {
      return false;
    }
    int before = text.codePointBefore(at);
    if (variant) {
      return Character.isExtendedPictographic(before);
    }
    boolean joins =
        at + 1 < text.length() && Character.isExtendedPictographic(text.codePointAt(at + 1));
    return joins
        && (before == 0xFE0F
            || Character.isEmojiModifier(before)
            || Character.isExtendedPictographic(before));
  }
}
