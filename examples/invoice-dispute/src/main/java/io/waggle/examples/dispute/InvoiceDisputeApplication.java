package io.waggle.examples.dispute;

import io.camunda.client.annotation.Deployment;
import io.waggle.app.WaggleApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Deploys the process, and serves its agent and its service tasks. */
@SpringBootApplication
@Deployment(
    resources = {
      "classpath:dispute/invoice-dispute.bpmn",
      "classpath:dispute/invoice-dispute-approver.dmn",
      "classpath:dispute/invoice-dispute-received.form",
      "classpath:dispute/invoice-dispute-decision.form"
    })
public class InvoiceDisputeApplication {
  /** See the type. */
  public static void main(String[] arguments) {
    WaggleApplication.run(InvoiceDisputeApplication.class, arguments);
  }
}
