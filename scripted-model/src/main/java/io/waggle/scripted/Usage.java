package io.waggle.scripted;

/**
 * The token numbers of an answer.
 *
 * @param prompt tokens of the request, the cached ones included
 * @param completion tokens of the reply
 * @param cached how many of the prompt tokens came from a cache
 */
public record Usage(int prompt, int completion, int cached) {
  /** Refuses negative numbers and more cached tokens than prompt tokens. */
  public Usage {
    if (prompt < 0 || completion < 0 || cached < 0) {
      throw new IllegalArgumentException("token numbers cannot be negative");
    }
    if (cached > prompt) {
      throw new IllegalArgumentException(
          "'cached' is a part of 'prompt' and cannot be larger than it");
    }
  }

  /** About what a tokenizer would say: one token for every four characters, at least one. */
  static Usage ofLengths(long promptChars, long completionChars) {
    return new Usage(tokens(promptChars), tokens(completionChars), 0);
  }

  private static int tokens(long chars) {
    return Math.toIntExact(Math.max(1, (chars + 3) / 4));
  }
}
