package com.acme.billing;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The monthly batch: {@code BillingRun <input folder> <output folder>}. */
public final class BillingRun {
  private BillingRun() {}

  public static void main(String[] args) throws IOException {
    Path in = Path.of(args[0]);
    Path out = Path.of(args[1]);
    RunSettings settings = RunSettings.load(in.resolve("run.properties"));
    System.out.println("BILLING RUN " + InvoiceWriter.DATE.format(settings.date()));

    List<Invoice> invoices = invoices(OrderReader.read(in.resolve("orders.csv")), settings);
    BigDecimal sum = new BigDecimal("0.00");
    for (Invoice invoice : invoices) {
      InvoiceWriter.write(invoice, out);
      System.out.printf(
          "Invoice %d %s %s%n", invoice.number(), invoice.customer(), invoice.total());
      sum = sum.add(invoice.total());
    }
    InvoiceWriter.writeSummary(invoices, sum, out);
    System.out.printf("%d invoices, total %s%n", invoices.size(), sum);
  }

  private static List<Invoice> invoices(
      Map<String, List<OrderLine>> orders, RunSettings settings) {
    List<Invoice> invoices = new ArrayList<>();
    orders.forEach(
        (customer, lines) ->
            invoices.add(
                new Invoice(
                    settings.lastInvoice() + invoices.size() + 1,
                    customer,
                    settings.date(),
                    settings.date().plusDays(settings.days()),
                    settings.vatRate(),
                    lines)));
    return invoices;
  }
}
