package io.waggle.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.invocation.Secrets;
import io.waggle.journal.DraftTable;
import io.waggle.journal.JournalJson;
import java.util.List;

/** What models are writing now, as JSON; without the secrets that this worker knows. */
public final class RunDrafts {
  private final DraftTable drafts;
  private final HiddenSecrets secrets;

  public RunDrafts(DraftTable drafts, Secrets secrets) {
    this.drafts = drafts;
    this.secrets = new HiddenSecrets(secrets);
  }

  private record BeingWritten(List<DraftTable.Draft> drafts) {}

  /**
   * @param run a run's name
   * @return {@code {"drafts": [{"path", "text"}]}}: for each job of the run and its sub-agents
   *     whose answer is being written for longer than a second, what there is of it
   */
  public JsonNode of(String run) {
    return secrets.in(JournalJson.mapper().valueToTree(new BeingWritten(drafts.of(run))));
  }
}
