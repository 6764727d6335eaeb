package io.waggle.console.limits;

/**
 * What is used of a limit, as pages show it.
 *
 * @param name what it counts
 * @param words how much of how much
 * @param percent of it that is used, 100 at most; -1 where it is not known
 */
public record Used(String name, String words, int percent) {

  /**
   * @return for those who do not see the bar
   */
  public String spoken() {
    return percent < 0 ? name + ": not known" : "%s: %d percent used".formatted(name, percent);
  }
}
