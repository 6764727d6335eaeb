package io.waggle.examples.dispute;

/**
 * What the process begins with; variable {@code dispute}.
 *
 * @param number of the dispute
 * @param invoice number of the invoice
 * @param complaint what the customer says
 */
public record Dispute(String number, String invoice, String complaint) {}
