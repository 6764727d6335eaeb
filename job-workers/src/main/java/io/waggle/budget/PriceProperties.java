package io.waggle.budget;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What models cost. Prices are worth nothing where they are guessed, so there are none by default:
 * what a model costs that is not listed is unknown.
 *
 * @param currency of all prices, such as EUR: three letters of ISO 4217; needed where there are
 *     prices
 * @param models list of prices: model (as agents name it, such as openai:gpt-5-mini), and per
 *     million tokens input, cached-input (default: as input) and output
 */
@ConfigurationProperties(prefix = "waggle.prices", ignoreUnknownFields = false)
public record PriceProperties(@Nullable String currency, @Nullable List<ModelPrice> models) {
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  /**
   * The price of a model, for a million tokens.
   *
   * @param model reference, such as openai:gpt-5-mini
   * @param input of what is sent
   * @param cachedInput of what is sent and comes from the provider's cache; null: as input
   * @param output of what is written, the reasoning included
   */
  public record ModelPrice(
      @Nullable String model,
      @Nullable BigDecimal input,
      @Nullable BigDecimal cachedInput,
      @Nullable BigDecimal output) {}

  public PriceProperties {
    models = models == null ? List.of() : List.copyOf(models);
    currency = currency == null || currency.isBlank() ? null : currency.strip();
  }

  private void checkCurrency(List<ModelPrice> listed) {
    if (currency == null && !listed.isEmpty()) {
      throw new IllegalArgumentException(
          "waggle.prices.models has prices, and waggle.prices.currency does not say in which currency: set it, for example to EUR.");
    }
    if (currency != null && !isCurrency(currency)) {
      throw new IllegalArgumentException(
          "waggle.prices.currency is '%s'; it must be a currency's code of three letters, for example EUR."
              .formatted(currency));
    }
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(known -> known.getCurrencyCode().equals(code));
  }

  /**
   * @param free providers whose models cost nothing
   * @throws IllegalArgumentException if a price or the currency cannot be used; the message says
   *     which, and what to write
   */
  public Prices prices(Set<String> free) {
    Map<String, Price> prices = new HashMap<>();
    List<ModelPrice> listed = models == null ? List.of() : models;
    checkCurrency(listed);
    for (int at = 0; at < listed.size(); at++) {
      String setting = "waggle.prices.models[%d]".formatted(at);
      ModelPrice one = listed.get(at);
      String model = reference(setting, one.model());
      Price price =
          new Price(
              amount(setting + ".input", model, one.input()),
              amount(
                  setting + ".cached-input",
                  model,
                  one.cachedInput() == null ? one.input() : one.cachedInput()),
              amount(setting + ".output", model, one.output()));
      if (prices.put(model, price) != null) {
        throw new IllegalArgumentException(
            "%s gives the model '%s' a second price: leave one.".formatted(setting, model));
      }
    }
    return new Prices(currency, prices, free);
  }

  private static String reference(String setting, @Nullable String model) {
    if (model == null || !model.matches("[a-z0-9-]+:\\S(.*\\S)?")) {
      throw new IllegalArgumentException(
          "%s.model is %s; write it as agents do, provider:name, for example openai:gpt-5-mini."
              .formatted(setting, model == null ? "missing" : "'" + model + "'"));
    }
    return model;
  }

  private static BigDecimal amount(String setting, String model, @Nullable BigDecimal price) {
    if (price == null) {
      throw new IllegalArgumentException(
          "%s is missing: say what a million tokens of '%s' cost; 0 if nothing."
              .formatted(setting, model));
    }
    BigDecimal plain = price.stripTrailingZeros();
    if (price.signum() < 0 || price.compareTo(MOST) > 0 || plain.scale() > Price.DECIMALS) {
      throw new IllegalArgumentException(
          "%s is %s; the price of a million tokens of '%s' is 0 to %s, with at most %d decimals."
              .formatted(
                  setting, price.toPlainString(), model, MOST.toPlainString(), Price.DECIMALS));
    }
    return price;
  }
}
