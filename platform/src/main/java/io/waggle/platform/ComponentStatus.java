package io.waggle.platform;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How one process is.
 *
 * @param component which
 * @param state how it is
 * @param pid its process id; empty unless it runs
 * @param log its log file, which need not exist yet
 * @param sentence the same for a person; what to do if something is wrong
 */
public record ComponentStatus(
    Component component, State state, OptionalLong pid, Path log, String sentence) {
  /** How a process can be. */
  public enum State {
    /** Not started, or stopped in order. */
    STOPPED,
    /** Runs, but does not answer: it is starting, or hangs. */
    NOT_READY,
    /** Runs and answers. */
    READY,
    /** Was started and is gone, though nobody stopped it. */
    DEAD
  }
}
