package io.waggle.tool;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeleteDelta;
import com.github.difflib.patch.InsertDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;

/** Differences between texts, for people who approve a change. */
public final class Differences {
  private static final int CONTEXT_LINES = 3;

  /**
   * Lines, of both texts together, among which the smallest difference is looked for: the time that
   * takes grows with their square, and a model may have written them.
   */
  private static final int MOST_COMPARED = 3_000;

  private static final String NO_LAST_LINE_END = "\n\\ No newline at end of file";

  /** A carriage return that only one of two lines has would not be seen. */
  private static final char SHOWN_RETURN = '␍';

  private Differences() {}

  /**
   * @param name what changes, for example the path of a file
   * @param before the text as it is; empty if there is none yet
   * @param after the text as it would be
   * @return the difference in the unified format, with three lines around each change; a sentence
   *     if there is none. Carriage returns are shown as {@code ␍} where not all lines have one.
   *     Where thousands of lines change, not all that stays between them is told apart.
   */
  public static String unified(String name, String before, String after) {
    boolean returns = endsAllLines(before) && endsAllLines(after);
    List<String> old = lines(before, returns);
    List<String> difference =
        UnifiedDiffUtils.generateUnifiedDiff(
            before.isEmpty() ? "(new)" : name,
            name,
            old,
            patch(old, lines(after, returns)),
            CONTEXT_LINES);
    return difference.isEmpty()
        ? "Nothing changes in %s.".formatted(name)
        : String.join("\n", difference);
  }

  private static boolean endsAllLines(String text) {
    int end = text.indexOf('\n');
    while (end >= 0) {
      if (end == 0 || text.charAt(end - 1) != '\r') {
        return false;
      }
      end = text.indexOf('\n', end + 1);
    }
    return true;
  }

  private static List<String> lines(String text, boolean allWithReturns) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      lines.add(line(text.substring(begin, end), allWithReturns));
      begin = end + 1;
    }
    if (begin < text.length()) {
      lines.add(line(text.substring(begin), false) + NO_LAST_LINE_END);
    }
    return lines;
  }

  private static String line(String line, boolean endsInReturn) {
    String plain = endsInReturn ? line.substring(0, line.length() - 1) : line;
    return plain.replace('\r', SHOWN_RETURN);
  }

  /** What both begin and end with is left out first, which makes most differences small. */
  private static Patch<String> patch(List<String> old, List<String> now) {
    int most = Math.min(old.size(), now.size());
    int head = 0;
    while (head < most && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    List<String> from = old.subList(head, old.size() - tail);
    List<String> to = now.subList(head, now.size() - tail);
    Patch<String> patch = new Patch<>();
    if (from.size() + to.size() > MOST_COMPARED) {
      patch.addDelta(delta(new Chunk<>(head, from), new Chunk<>(head, to)));
    } else {
      for (AbstractDelta<String> delta : DiffUtils.diff(from, to).getDeltas()) {
        patch.addDelta(delta(moved(delta.getSource(), head), moved(delta.getTarget(), head)));
      }
    }
    return patch;
  }

  private static Chunk<String> moved(Chunk<String> chunk, int by) {
    return new Chunk<>(chunk.getPosition() + by, chunk.getLines());
  }

  private static AbstractDelta<String> delta(Chunk<String> from, Chunk<String> to) {
    if (from.getLines().isEmpty()) {
      return new InsertDelta<>(from, to);
    }
    return to.getLines().isEmpty() ? new DeleteDelta<>(from, to) : new ChangeDelta<>(from, to);
  }
}
