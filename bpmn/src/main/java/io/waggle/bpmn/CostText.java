package io.waggle.bpmn;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What something cost, as people read it. */
public final class CostText {
  private static final int DECIMALS = 4;
  private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(DECIMALS);

  private CostText() {}

  /**
   * @return for example {@code 0.0123 EUR}; {@code cost unknown} where it is not known; empty where
   *     nothing had a price
   */
  public static String of(Usage usage) {
    return of(usage.cost(), usage.currency());
  }

  /** As {@link #of(Usage)}. */
  public static String of(@Nullable BigDecimal cost, @Nullable String currency) {
    if (cost == null) {
      return "cost unknown";
    }
    if (currency == null) {
      return "";
    }
    if (cost.signum() > 0 && cost.compareTo(LEAST) < 0) {
      return "less than %s %s".formatted(LEAST.toPlainString(), currency);
    }
    return cost.setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString() + " " + currency;
  }
}
