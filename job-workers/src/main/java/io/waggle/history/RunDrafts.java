package io.waggle.history;

import io.waggle.invocation.Secrets;
import io.waggle.journal.DraftTable;
import io.waggle.journal.DraftTable.Draft;
import java.util.List;

/** What models are writing now; without the secrets that this worker knows. */
public final class RunDrafts {
  private final DraftTable drafts;
  private final Secrets secrets;

  public RunDrafts(DraftTable drafts, Secrets secrets) {
    this.drafts = drafts;
    this.secrets = secrets;
  }

  /**
   * @param run a run's name
   * @return for each job of the run and its sub-agents whose answer is being written for longer
   *     than a second, what there is of it
   */
  public List<Draft> of(String run) {
    return drafts.of(run).stream()
        .map(draft -> new Draft(draft.path(), secrets.hide(draft.text())))
        .toList();
  }
}
