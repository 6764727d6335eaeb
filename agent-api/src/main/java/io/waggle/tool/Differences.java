package io.waggle.tool;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** Differences between texts, for people who approve a change. */
public final class Differences {
  private static final int CONTEXT_LINES = 3;

  private Differences() {}

  /**
   * @param name what changes, for example the path of a file
   * @param before the text as it is; empty if there is none yet
   * @param after the text as it would be
   * @return the difference in the unified format, with three lines around each change; a sentence
   *     if there is none
   */
  public static String unified(String name, String before, String after) {
    List<String> old = before.lines().toList();
    List<String> difference =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.isEmpty() ? "(new)" : name,
            name,
            old,
            DiffUtils.diff(old, after.lines().toList()),
            CONTEXT_LINES);
    return difference.isEmpty()
        ? "Nothing changes in %s.".formatted(name)
        : String.join("\n", difference);
  }
}
