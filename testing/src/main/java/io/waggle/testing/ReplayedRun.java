package io.waggle.testing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A recorded run that was played with the agents of now.
 *
 * @param differences what they would have asked or done otherwise, in the order of the run
 */
public record ReplayedRun(List<Difference> differences) {
  public ReplayedRun {
    differences = List.copyOf(differences);
  }

  /**
   * Something that is other than recorded.
   *
   * @param path of the job, or of the tool call, in the run
   * @param text for people: the path and what differs; one line, or a line and more below it
   */
  public record Difference(String path, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * @throws AssertionError with all differences, if there are any
   */
  public void assertSame() {
    if (!differences.isEmpty()) {
      throw new AssertionError(
          "The agents do not do what is recorded:\n"
              + differences.stream().map(Difference::text).collect(Collectors.joining("\n")));
    }
  }
}
