package com.acme.billing;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One line of an order.
 *
 * @param quantity negative for returned goods
 * @param price of one piece
 * @param discount in percent
 */
record OrderLine(
    String orderNo,
    LocalDate date,
    String article,
    int quantity,
    BigDecimal price,
    BigDecimal discount) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The amount to pay before VAT, rounded to cents. */
  BigDecimal net() {
    BigDecimal full = price.multiply(BigDecimal.valueOf(quantity));
    return Money.percent(full, HUNDRED.subtract(discount));
  }
}
