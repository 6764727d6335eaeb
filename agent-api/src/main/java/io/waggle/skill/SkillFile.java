package io.waggle.skill;

import org.jspecify.annotations.Nullable;

/**
 * A file of a skill, as it was when the skill was read.
 *
 * @param path within the skill's folder, with {@code /} between its names
 * @param bytes its size
 * @param text what is in it; null: no text in UTF-8, or more than {@link #MAX_BYTES} bytes, so that
 *     it can be named but not shown
 */
public record SkillFile(String path, long bytes, @Nullable String text) {
  /** Bytes of a file that can be shown, at the most. */
  public static final int MAX_BYTES = 1_000_000;

  /** The file in the list that a model reads. */
  String line() {
    String size = "%,d bytes".formatted(bytes);
    if (text != null) {
      return "%s (%s)".formatted(path, size);
    }
    return "%s (%s, %s: it cannot be shown)"
        .formatted(path, size, bytes > MAX_BYTES ? "too large" : "no text");
  }
}
