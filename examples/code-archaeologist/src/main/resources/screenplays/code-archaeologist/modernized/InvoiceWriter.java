package com.acme.billing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes the invoices and the summary of a run as text files. */
final class InvoiceWriter {
  static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);

  private InvoiceWriter() {}

  static void write(Invoice invoice, Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("ACME SUPPLIES%51s\n".formatted("INVOICE " + invoice.number()));
    text.append(invoice.customer()).append('\n');
    text.append(
        "Date %s  due %s\n\n".formatted(DATE.format(invoice.date()), DATE.format(invoice.due())));
    invoice.lines().forEach(line -> text.append(line(line)));
    text.append('\n').append(amount("Net", invoice.net()));
    text.append(amount("VAT " + Money.rate(invoice.vatRate()) + "%", invoice.vat()));
    text.append(amount("Total", invoice.total()));
    Files.writeString(folder.resolve("invoice-%d.txt".formatted(invoice.number())), text);
  }

  static void writeSummary(List<Invoice> invoices, BigDecimal sum, Path folder)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (Invoice invoice : invoices) {
      text.append(
          "%-8d%-32s%s%14s\n"
              .formatted(
                  invoice.number(),
                  invoice.customer(),
                  DATE.format(invoice.due()),
                  invoice.total()));
    }
    text.append("%6d invoices%49s\n".formatted(invoices.size(), sum));
    Files.writeString(folder.resolve("summary.txt"), text);
  }

  private static String line(OrderLine line) {
    return "%-8s%-12s%-16s%6d%10s%12s\n"
        .formatted(
            line.orderNo(),
            DATE.format(line.date()),
            line.article(),
            line.quantity(),
            Money.price(line.price()),
            line.net());
  }

  private static String amount(String label, BigDecimal amount) {
    return "%-52s%12s\n".formatted(label, amount);
  }
}
