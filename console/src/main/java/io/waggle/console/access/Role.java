package io.waggle.console.access;

/** What a person may do in the console; none includes another, but that whoever has one sees. */
public enum Role {
  /** Sees everything, changes nothing. */
  VIEWER,
  /** Decides what agents ask people. */
  DECIDER,
  /** Starts, steers, cancels and forks runs, and has incidents tried again. */
  OPERATOR;

  /**
   * @return as Spring Security calls it, and nobody else's role
   */
  public String authority() {
    return "WAGGLE_CONSOLE_" + name();
  }
}
