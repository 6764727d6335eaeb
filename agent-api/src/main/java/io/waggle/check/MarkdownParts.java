package io.waggle.check;

/**
 * A Markdown file with front matter, taken apart.
 *
 * @param head the front matter as YAML, with its opening fence, so that its lines are the file's
 * @param body what stands below it
 */
public record MarkdownParts(String head, String body) {
  private static final String FENCE = "---";

  /**
   * @param text the content of a file
   * @throws IllegalArgumentException with a sentence about the file, without a subject, if it has
   *     no front matter
   */
  public static MarkdownParts of(String text) {
    String plain = text.replace("\uFEFF", "").replace("\r\n", "\n");
    if (!plain.startsWith(FENCE + "\n")) {
      throw new IllegalArgumentException(
          "has no front matter: its first line must be '%s'.".formatted(FENCE));
    }
    int end = (plain + "\n").indexOf("\n" + FENCE + "\n", FENCE.length());
    if (end < 0) {
      throw new IllegalArgumentException(
          "has front matter that does not end: close it with a line '%s'.".formatted(FENCE));
    }
    String body = plain.substring(Math.min(plain.length(), end + FENCE.length() + 2));
    return new MarkdownParts(plain.substring(0, end + 1), body);
  }

  /** Whether nothing stands between the fences. */
  public boolean isHeadEmpty() {
    return head.strip().equals(FENCE);
  }
}
