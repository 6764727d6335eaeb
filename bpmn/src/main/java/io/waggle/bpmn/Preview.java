package io.waggle.bpmn;

/** The beginning of a text, for people who look at variables; the whole is in the journal. */
public final class Preview {
  /** Characters that a preview has at the most. */
  public static final int MAX_LENGTH = 200;

  private Preview() {}

  /**
   * @param text of any length
   * @return the text, or its first {@value #MAX_LENGTH} characters and an ellipsis
   */
  public static String of(String text) {
    return of(text, MAX_LENGTH);
  }

  /**
   * @param text of any length
   * @param length characters to keep, ellipsis included; 1 or more
   * @return the text, or its beginning and an ellipsis
   */
  public static String of(String text, int length) {
    return text.length() <= length ? text : Cut.beginning(text, length - 1) + "…";
  }
}
