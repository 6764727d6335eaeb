package io.waggle.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waggle.agent.Agent;
import io.waggle.bpmn.Bound;
import io.waggle.bpmn.Limits;
import io.waggle.bpmn.Usage;
import io.waggle.budget.PriceProperties.ModelPrice;
import io.waggle.engine.NeedsPersonException;
import io.waggle.llm.ChatReply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
  private static final String MODEL = "openai:gpt-5-mini";

  private static ModelPrice price(
      @Nullable String model,
      @Nullable String input,
      @Nullable String cached,
      @Nullable String output) {
    return new ModelPrice(model, amount(input), amount(cached), amount(output));
  }

  private static @Nullable BigDecimal amount(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private static Prices prices(@Nullable String currency, ModelPrice... prices) {
    return new PriceProperties(currency, List.of(prices)).prices(Set.of("scripted"));
  }

  private static ChatReply reply(long input, long output, long cached) {
    return new ChatReply("", List.of(), ChatReply.Finish.DONE, input, output, cached, 0, null);
  }

  @Test
  void shouldPriceEachKindOfTokenExactly() {
    Prices prices = prices("EUR", price(MODEL, "0.25", "0.025", "2"));

    assertThat(prices.usage(MODEL, reply(1_001, 3, 1_000)))
        .isEqualTo(new Usage(1, 0, 1_001, 3, 1_000, 0, new BigDecimal("0.00003125"), "EUR"));
  }

  /** A hundred thousand calls of a ten millionth each are a hundredth, not nearly one. */
  @Test
  void shouldAddUpWithoutDrift() {
    Prices prices = prices("EUR", price(MODEL, "0.1", null, "0"));
    Usage sum = Usage.ZERO;
    for (int call = 0; call < 100_000; call++) {
      sum = sum.plus(prices.usage(MODEL, reply(1, 1, 0)));
    }
    assertThat(sum.cost()).isEqualTo(new BigDecimal("0.01"));
  }

  @Test
  void shouldPriceWhatIsCachedAsTheRestWhereNothingElseIsSaid() {
    Prices prices = prices("EUR", price(MODEL, "1", null, "2"));

    assertThat(prices.usage(MODEL, reply(10, 0, 10)).cost()).isEqualTo("0.00001");
  }

  @Test
  void shouldNotTakeAnUnknownPriceForNothing() {
    Prices prices = prices("EUR", price(MODEL, "1", null, "2"));
    Usage unknown = prices.usage("openai:other", reply(10, 1, 0));

    assertThat(unknown.cost()).isNull();
    assertThat(unknown.plus(prices.usage(MODEL, reply(10, 1, 0))).cost()).isNull();
    assertThat(prices.isKnown("openai:other")).isFalse();
  }

  @Test
  void shouldTakeNothingForWhatIsPlayed() {
    assertThat(Prices.NONE.usage("scripted:any", reply(10, 1, 0)).cost()).isNull();
    assertThat(prices(null).usage("scripted:any", reply(10, 1, 0)))
        .isEqualTo(new Usage(1, 0, 10, 1));
  }

  @Test
  void shouldNotHoldARunToACostThatIsNotKnown() {
    Agent agent = Agent.named("clerk").model("openai:other").instructions("Help.").build();
    List<Bound> bounds = List.of(new Bound("", Limits.NONE.withCost(BigDecimal.ONE)));

    assertThatExceptionOfType(NeedsPersonException.class)
        .isThrownBy(() -> Budgets.requirePrice(agent, bounds, Prices.NONE))
        .withMessageContaining(
            "it is not known what the model 'openai:other' of the agent 'clerk' costs. Add it to waggle.prices.models");
    Budgets.requirePrice(agent, List.of(), Prices.NONE);
    Budgets.requirePrice(agent, bounds, prices("EUR", price("openai:other", "1", null, "1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -    | openai:m | 1        | 1 | waggle.prices.models has prices, and waggle.prices.currency does not say in which currency: set it, for example to EUR.
          euro | openai:m | 1        | 1 | waggle.prices.currency is 'euro'; it must be a currency's code of three letters, for example EUR.
          EUR  | -        | 1        | 1 | waggle.prices.models[0].model is missing; write it as agents do, provider:name, for example openai:gpt-5-mini.
          EUR  | gpt      | 1        | 1 | waggle.prices.models[0].model is 'gpt'; write it as agents do, provider:name, for example openai:gpt-5-mini.
          EUR  | openai:m | -        | 1 | waggle.prices.models[0].input is missing: say what a million tokens of 'openai:m' cost; 0 if nothing.
          EUR  | openai:m | 1        | - | waggle.prices.models[0].output is missing: say what a million tokens of 'openai:m' cost; 0 if nothing.
          EUR  | openai:m | -0.1     | 1 | waggle.prices.models[0].input is -0.1; the price of a million tokens of 'openai:m' is 0 to 1000000, with at most 6 decimals.
          EUR  | openai:m | 0.0000001| 1 | waggle.prices.models[0].input is 0.0000001; the price of a million tokens of 'openai:m' is 0 to 1000000, with at most 6 decimals.
          EUR  | openai:m | 1000001  | 1 | waggle.prices.models[0].input is 1000001; the price of a million tokens of 'openai:m' is 0 to 1000000, with at most 6 decimals.
          """)
  void shouldRefuseAPriceTableThatCannotBeMeant(
      @Nullable String currency,
      @Nullable String model,
      @Nullable String input,
      @Nullable String output,
      String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prices(currency, price(model, input, null, output)))
        .withMessage(sentence);
  }

  @Test
  void shouldRefuseTwoPricesOfOneModel() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> prices("EUR", price(MODEL, "1", null, "1"), price(MODEL, "2", null, "2")))
        .withMessage(
            "waggle.prices.models[1] gives the model 'openai:gpt-5-mini' a second price: leave one.");
  }
}
