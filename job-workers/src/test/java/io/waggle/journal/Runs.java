package io.waggle.journal;

import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Run;
import java.util.List;

/** The variable {@code run} of runs of which only name and path are of interest. */
public final class Runs {
  private Runs() {}

  /** A run at the top. */
  public static Run named(String id) {
    return in(id, "");
  }

  /**
   * @param scope of a sub-agent's run
   */
  public static Run in(String id, String scope) {
    return new Run(id, scope, 1, id, "1", "1", 0, Limits.DEFAULT, false, false, null, List.of());
  }
}
