package io.waggle.check;

/**
 * How many values and members a JSON text has, told without reading it: each becomes an object of
 * many times the size of its text.
 */
public final class JsonValues {
  /** What a model may write as the arguments of one call. */
  public static final int MOST = 50_000;

  private int count;
  private boolean text;
  private boolean escaped;

  /**
   * @return whether a text has more than {@value #MOST} of them
   */
  public static boolean areTooMany(String json) {
    JsonValues values = new JsonValues();
    for (int i = 0; i < json.length(); i++) {
      values.add(json.charAt(i));
    }
    return values.count() > MOST;
  }

  /**
   * @param letter the next one, or the next byte of UTF-8
   */
  public void add(int letter) {
    if (escaped) {
      escaped = false;
    } else if (letter == '"') {
      text = !text;
    } else if (text) {
      escaped = letter == '\\';
    } else if (letter == ',' || letter == '[' || letter == '{') {
      count++;
    }
  }

  /**
   * @return how many there were so far, or a few more
   */
  public int count() {
    return count;
  }
}
