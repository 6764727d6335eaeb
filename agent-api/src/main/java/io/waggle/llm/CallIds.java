package io.waggle.llm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ids of the tool calls of one answer. A provider's own id is kept where it can be used, since some
 * accept no others back.
 */
final class CallIds {
  /** No space, nothing invisible, nothing that a database or a form may change. */
  private static final Pattern USABLE = Pattern.compile("[!-~]{1,1000}");

  private CallIds() {}

  /**
   * @param requests as a provider gave them: ids may be missing, empty or equal
   * @param turn what the turn is known by; makes ids that are made up differ between turns
   * @return the same calls, each with an id that no other has; the first of several equal ids stays
   */
  static List<ToolRequest> distinct(List<ToolRequest> requests, String turn) {
    Set<String> given = requests.stream().map(ToolRequest::id).collect(Collectors.toSet());
    Set<String> taken = new HashSet<>();
    List<ToolRequest> distinct = new ArrayList<>();
    int made = 0;
    for (ToolRequest request : requests) {
      String id = request.id();
      boolean kept = USABLE.matcher(id).matches() && taken.add(id);
      while (!kept) {
        id = "call_%s_%d".formatted(brief(turn), ++made);
        kept = !given.contains(id) && taken.add(id);
      }
      distinct.add(request.withId(id));
    }
    return distinct;
  }

  /** Providers take letters, digits, _ and -, and no long ones. */
  private static String brief(String turn) {
    return turn.matches("[A-Za-z0-9_-]{1,24}")
        ? turn
        : Integer.toUnsignedString(turn.hashCode(), Character.MAX_RADIX);
  }
}
