package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.GatePolicy;
import io.waggle.tool.Effect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls a person approves. */
class ToolRuleTest {

  @ParameterizedTest
  @CsvSource({
    "pay, pay, true",
    "pay, pay_all, false",
    "pay*, pay, true",
    "pay*, pay_all, true",
    "*pay, repay, true",
    "*pay, pay_all, false",
    "p*_*l, pay_all, true",
    "p.y, pay, false",
    "*, ask_reader, true",
    "**, pay, true",
    "'', pay, false",
  })
  void shouldNameToolsWithStarsForAnyCharacters(String pattern, String tool, boolean fits) {
    assertThat(ToolRule.calls(pattern).isFor(tool, Effect.ONCE)).isEqualTo(fits);
  }

  @Test
  void shouldRefuseAnEmptyCondition() {
    assertThatThrownBy(() -> ToolRule.calls("pay").when(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The condition of the rule for 'pay' is empty: ");
  }

  @Test
  void shouldTakeThePolicyOfTheFirstRuleThatFits() {
    GatePolicy managers = GatePolicy.DEFAULT.asking("managers");
    GatePolicy clerks = GatePolicy.DEFAULT.asking("clerks");
    Gates gates =
        new Gates(
            clerks,
            Map.of(),
            Set.of(),
            List.of(
                ToolRule.calls("pay").when("cents > 10000").by(managers),
                ToolRule.calls("p*").withEffect(Effect.ONCE)));

    assertThat(gates.approval("pay", Effect.ONCE, "cents > 10000"::equals)).contains(managers);
    assertThat(gates.approval("pay", Effect.ONCE, condition -> false)).contains(clerks);
    assertThat(gates.approval("peek", Effect.READ, condition -> true)).isEmpty();
    assertThat(gates.approval("ask_payer", null, condition -> true)).isEmpty();
  }
}
