package io.waggle.examples.dispute;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;

/** Job worker {@code cancel-credit-note}: the compensation. Reads {@code dispute}. */
@Component
public class CancelCreditNoteWorker {
  private final CreditNotes notes;

  CancelCreditNoteWorker(CreditNotes notes) {
    this.notes = notes;
  }

  /** See the type. */
  @JobWorker(type = "cancel-credit-note")
  public void cancel(@Variable Dispute dispute) {
    notes.cancel(dispute.number());
  }
}
