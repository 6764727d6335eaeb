package io.waggle.examples.dispute;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Job worker {@code inform-customer}: writes the letter; sending it is left to a real system. Reads
 * {@code dispute} and {@code decision}; writes {@code letter}.
 */
@Component
public class InformCustomerWorker {
  /** See the type. */
  @JobWorker(type = "inform-customer")
  public Map<String, String> inform(@Variable Dispute dispute, @Variable Decision decision) {
    String outcome =
        decision.credit() && decision.amount().signum() > 0
            ? String.format(Locale.ROOT, "We credit you %.2f euros.", decision.amount())
            : "We cannot credit you anything.";
    return Map.of(
        "letter",
        "Your dispute %s about invoice %s: %s %s"
            .formatted(dispute.number(), dispute.invoice(), outcome, decision.reason()));
  }
}
