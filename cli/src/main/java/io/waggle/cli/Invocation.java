package io.waggle.cli;

/**
 * How this command is called here, so that what it suggests can be typed as it stands: {@code
 * ./waggle} in a clone, {@code waggle} where it is on the path.
 */
final class Invocation {
  /** Set by the script that starts the command. */
  static final String NAME = System.getProperty("waggle.command", "waggle");

  private Invocation() {}

  /**
   * @param arguments what follows the command's name
   */
  static String of(String arguments) {
    return NAME + " " + arguments;
  }
}
