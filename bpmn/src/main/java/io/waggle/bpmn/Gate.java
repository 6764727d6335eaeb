package io.waggle.bpmn;

import java.util.List;

/**
 * Who is asked at the user tasks of a run, and for how long. Nobody answering counts as "no".
 *
 * @param candidateGroups ids of the groups that may take the task; empty: everybody
 * @param dueAfter ISO 8601 duration until the task is due in Tasklist, for example {@code PT4H}
 * @param expiresAfter ISO 8601 duration until the safe answer is taken
 */
public record Gate(List<String> candidateGroups, String dueAfter, String expiresAfter) {
  /** Everybody, due after a day, denied after three. */
  public static final Gate DEFAULT = new Gate(List.of(), "P1D", "P3D");

  public Gate {
    candidateGroups = List.copyOf(candidateGroups);
  }
}
