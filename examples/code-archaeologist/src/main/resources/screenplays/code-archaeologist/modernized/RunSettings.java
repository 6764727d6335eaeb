package com.acme.billing;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Properties;

/**
 * What run.properties says about a billing run.
 *
 * @param date of all invoices
 * @param lastInvoice the number before the first one
 * @param vatRate in percent
 * @param days until an invoice is due
 */
record RunSettings(LocalDate date, int lastInvoice, BigDecimal vatRate, int days) {

  /** Without a file: today, from invoice 1001, 16 % VAT, 14 days. */
  static RunSettings load(Path file) throws IOException {
    Properties settings = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        settings.load(in);
      }
    }
    String date = settings.getProperty("date");
    return new RunSettings(
        date == null ? LocalDate.now() : OrderReader.date(date),
        Integer.parseInt(settings.getProperty("last.invoice", "1000")),
        new BigDecimal(settings.getProperty("vat", "16.0")),
        Integer.parseInt(settings.getProperty("days", "14")));
  }
}
