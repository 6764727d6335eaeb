package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cents > 10000                   | {"cents": 10001}                    | true
          cents > 10000                   | {"cents": 10000}                    | false
          =cents > 10000                  | {"cents": 5}                        | false
          not(starts with(path, "docs/")) | {"path": "src/A.java"}              | true
          not(starts with(path, "docs/")) | {"path": "docs/a.md"}               | false
          some x in to satisfies x = "*"  | {"to": ["a", "*"]}                  | true
          order.lines[1].count > 3        | {"order": {"lines": [{"count": 4}]}} | true
          order.lines[1].count > 3        | {"order": {"lines": [{"count": 3}]}} | false
          cents > 10000                   | {"cents": "many"}                   | true
          cents > 10000                   | {}                                  | true
          cents                           | {"cents": 3}                        | true
          """)
  void shouldAskUnlessTheConditionPlainlySaysNo(String when, String arguments, boolean asks)
      throws Exception {
    ToolRule rule = ToolRule.calls("pay").when(when);

    assertThat(rule.isFor("pay", Effect.ONCE, JSON.readTree(arguments))).isEqualTo(asks);
  }

  @Test
  void shouldRefuseAConditionThatIsNotFeel() {
    assertThatThrownBy(() -> ToolRule.calls("pay").when("cents >"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The condition 'cents >' is not a FEEL expression: ");
    assertThatThrownBy(() -> ToolRule.calls("pay").when(" "))
        .hasMessage("The condition ' ' is not a FEEL expression: it is empty.");
  }

  @Test
  void shouldTakeThePolicyOfTheFirstRuleThatFits() {
    GatePolicy managers = GatePolicy.DEFAULT.asking("managers");
    Gates gates =
        new Gates(
            GatePolicy.DEFAULT.asking("clerks"),
            Map.of(),
            Set.of(),
            List.of(
                ToolRule.calls("pay").when("cents > 10000").by(managers),
                ToolRule.calls("p*").withEffect(Effect.ONCE)));
    JsonNode much = JSON.createObjectNode().put("cents", 20_000);
    JsonNode little = JSON.createObjectNode().put("cents", 2);

    assertThat(gates.approval("pay", Effect.ONCE, much)).contains(managers);
    assertThat(gates.approval("pay", Effect.ONCE, little))
        .contains(GatePolicy.DEFAULT.asking("clerks"));
    assertThat(gates.approval("peek", Effect.READ, little)).isEmpty();
    assertThat(gates.approval("ask_payer", null, little)).isEmpty();
  }
}
