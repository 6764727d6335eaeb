package com.acme.billing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** One customer's invoice; VAT is rounded line by line. */
record Invoice(
    int number,
    String customer,
    LocalDate date,
    LocalDate due,
    BigDecimal vatRate,
    List<OrderLine> lines) {
  private static final BigDecimal ZERO = new BigDecimal("0.00");

  Invoice {
    lines = List.copyOf(lines);
  }

  BigDecimal net() {
    return lines.stream().map(OrderLine::net).reduce(ZERO, BigDecimal::add);
  }

  BigDecimal vat() {
    return lines.stream()
        .map(line -> Money.percent(line.net(), vatRate))
        .reduce(ZERO, BigDecimal::add);
  }

  BigDecimal total() {
    return net().add(vat());
  }
}
