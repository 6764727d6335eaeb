package io.waggle.console.diagram;

/** What is to be seen of an element; of several, the one that comes last here is shown. */
public enum Mark {
  /** It is done. */
  PASSED("done", "✓", "Done"),
  /** It was stopped in the middle. */
  STOPPED("off", "✕", "Stopped"),
  /** It is going on. */
  ACTIVE("live", "▶", "Now"),
  /** It waits for a person. */
  WAITING("wait", "?", "Waits for a person"),
  /** It stands still because of an incident. */
  INCIDENT("trouble", "!", "Stands still");

  private final String style;
  private final String sign;
  private final String words;

  Mark(String style, String sign, String words) {
    this.style = style;
    this.sign = sign;
    this.words = words;
  }

  /**
   * @return class in the page
   */
  public String style() {
    return style;
  }

  /**
   * @return what says the same as the colour
   */
  public String sign() {
    return sign;
  }

  /**
   * @return for the legend and for those who do not see the picture
   */
  public String words() {
    return words;
  }
}
