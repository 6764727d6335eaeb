package io.waggle.examples.dispute;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * The books, kept by the number of the dispute: a job may be delivered twice, a credit note is
 * issued and cancelled once.
 */
@Component
public class CreditNotes {
  private final Map<String, CreditNote> byDispute = new ConcurrentHashMap<>();

  /** A booking. */
  public record CreditNote(String number, BigDecimal amount, boolean cancelled) {}

  /**
   * @return the credit note of this dispute; issued before, it stays as it is
   */
  public CreditNote issue(String dispute, BigDecimal amount) {
    return byDispute.computeIfAbsent(dispute, d -> new CreditNote("C-" + d, amount, false));
  }

  /** Cancels the credit note of a dispute. Does nothing if there is none, or it is cancelled. */
  public void cancel(String dispute) {
    byDispute.computeIfPresent(
        dispute, (d, note) -> new CreditNote(note.number(), note.amount(), true));
  }

  /**
   * @return the credit note of this dispute
   */
  public Optional<CreditNote> of(String dispute) {
    return Optional.ofNullable(byDispute.get(dispute));
  }
}
