package io.waggle.bpmn;

/**
 * What one job "Think" did beyond its first turn, for people who look at the process: a variable of
 * that element alone. The journal has each turn and each call for itself.
 *
 * @param from path of the first turn
 * @param to path of the last turn after which the job went on with its calls
 * @param turns from the one to the other
 * @param calls tool calls in them
 * @param preview what the model said in the last of them, or which tools it called
 */
public record InlineTurns(String from, String to, int turns, int calls, String preview) {
  /** Name of the variable. */
  public static final String VARIABLE = "inline";

  /**
   * @return number of the last turn in its step, 1 for the first; 0 where its path is none
   */
  public int last() {
    String number = to.substring(to.lastIndexOf('/') + 1);
    return number.matches("t[0-9]{1,9}") ? Integer.parseInt(number.substring(1)) : 0;
  }
}
