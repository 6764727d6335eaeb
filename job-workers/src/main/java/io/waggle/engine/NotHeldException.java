package io.waggle.engine;

/**
 * This worker's definition of the agent lacks a tool or sub-agent that the job needs. A job of
 * which another worker has it goes there; otherwise only a person can help.
 */
public final class NotHeldException extends NeedsPersonException {
  private static final long serialVersionUID = 1L;

  private final String tool;

  /**
   * @param tool name of the tool, or of the sub-agent as a tool, or {@link #undoOf}
   * @param message what is wrong, where, and what to do, should no worker have it
   */
  public NotHeldException(String tool, String message) {
    super(message, null);
    this.tool = tool;
  }

  /**
   * @return how the undo of a tool is named, where that is what is lacking
   */
  public static String undoOf(String tool) {
    return "undo of " + tool;
  }

  String tool() {
    return tool;
  }
}
