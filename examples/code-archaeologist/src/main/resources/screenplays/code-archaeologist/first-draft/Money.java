package com.acme.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the billing run rounds and prints amounts of money. */
final class Money {
  private Money() {}

  /** Rounds to cents, half a cent up. */
  static BigDecimal round(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /** The given share of an amount, rounded to cents. */
  static BigDecimal percent(BigDecimal amount, BigDecimal percent) {
    return round(amount.multiply(percent).movePointLeft(2));
  }

  /** A unit price: two decimals, or three where the third is not zero. */
  static String price(BigDecimal price) {
    BigDecimal three = price.setScale(3, RoundingMode.HALF_EVEN);
    BigDecimal plain = three.stripTrailingZeros();
    return (plain.scale() < 3 ? three.setScale(2, RoundingMode.UNNECESSARY) : three)
        .toPlainString();
  }

  /** A rate: at least one decimal, no trailing zeros after it. */
  static String rate(BigDecimal rate) {
    BigDecimal plain = rate.stripTrailingZeros();
    return (plain.scale() < 1 ? plain.setScale(1, RoundingMode.UNNECESSARY) : plain)
        .toPlainString();
  }
}
