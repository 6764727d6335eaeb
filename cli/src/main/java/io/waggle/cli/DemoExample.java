package io.waggle.cli;

import java.util.List;

/**
 * An example that the demo shows: the worker that serves it.
 *
 * @param jar its program
 * @param main its class
 * @param serves what it has, in words
 * @param settings of it alone
 */
record DemoExample(BuiltJar jar, String main, String serves, List<String> settings) {
  /**
   * @param home where the agents work
   * @param gates whether a person is asked
   */
  static DemoExample codeArchaeologist(DemoHome home, boolean gates) {
    return new DemoExample(
        BuiltJar.CODE_ARCHAEOLOGIST,
        "io.waggle.examples.archaeologist.CodeArchaeologistApplication",
        "five agents",
        List.of(
            "--code-archaeologist.gates=" + gates, "--code-archaeologist.work-dir=" + home.work()));
  }

  static DemoExample invoiceDispute() {
    return new DemoExample(
        BuiltJar.INVOICE_DISPUTE,
        "io.waggle.examples.dispute.InvoiceDisputeApplication",
        "a process, its agent and three service tasks",
        List.of());
  }
}
