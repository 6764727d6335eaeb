package io.waggle.bpmn;

import java.util.regex.Pattern;

/**
 * What a run may be called. Twice the same name is one run, whoever asks and however often; people
 * type it, and a sub-agent's run is addressed below it, for example {@code
 * refund-4711/p1/s2/t3/c1}.
 */
public final class RunNames {
  private static final String PART = "[A-Za-z0-9._-]";
  private static final Pattern NAME = Pattern.compile(PART + "{1,64}");

  /** The engine's keys have so many digits. */
  private static final Pattern KEY = Pattern.compile("[0-9]{16,}");

  private static final Pattern ADDRESS =
      Pattern.compile("(?!%s(/|$))%s{1,64}(/%s{1,64})*".formatted(KEY, PART, PART));

  private RunNames() {}

  /**
   * @param name a candidate, for example {@code refund-4711}
   * @return the same name
   * @throws IllegalArgumentException if it is not 1 to 64 of {@code A-Z}, {@code a-z}, {@code 0-9},
   *     {@code .}, {@code _} and {@code -}, or is a number that could be taken for a key of the
   *     engine
   */
  public static String check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a run's name: use 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-', for example 'refund-4711'."
              .formatted(Preview.of(name)));
    }
    if (KEY.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a run's name: a number of 16 or more digits is taken for a key of the engine. Put a letter in front, for example 'run-%s'."
              .formatted(name, name));
    }
    return name;
  }

  /**
   * @param text whatever somebody says to mean a run
   * @return whether it is a run's name, or the address of a sub-agent's run
   */
  public static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }
}
