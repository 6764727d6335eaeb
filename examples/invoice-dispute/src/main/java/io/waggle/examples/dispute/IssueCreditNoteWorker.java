package io.waggle.examples.dispute;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Job worker {@code issue-credit-note}: books what was decided. Reads {@code dispute} and {@code
 * decision}; writes {@code creditNote}, its number.
 */
@Component
public class IssueCreditNoteWorker {
  private final CreditNotes notes;

  IssueCreditNoteWorker(CreditNotes notes) {
    this.notes = notes;
  }

  /** See the type. */
  @JobWorker(type = "issue-credit-note")
  public Map<String, String> issue(@Variable Dispute dispute, @Variable Decision decision) {
    return Map.of("creditNote", notes.issue(dispute.number(), decision.amount()).number());
  }
}
