package io.waggle.bpmn;

import java.util.regex.Pattern;

/**
 * What an agent may be called. The name is part of job types, so it is kept to what reads well
 * there.
 */
public final class AgentNames {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private AgentNames() {}

  /**
   * @param name a candidate, for example {@code researcher}
   * @return the same name
   * @throws IllegalArgumentException if it is not 1 to 63 of {@code a-z}, {@code 0-9} and, inside,
   *     {@code -}
   */
  public static String check(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not an agent's name: use 1 to 63 of a-z, 0-9 and, inside, '-', for example 'researcher'."
              .formatted(name));
    }
    return name;
  }
}
