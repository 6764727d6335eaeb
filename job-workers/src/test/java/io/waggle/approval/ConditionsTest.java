package io.waggle.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.agent.Agents.Defined;
import io.waggle.agent.ToolRule;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Tool;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  static final class Till {
    @Tool(description = "Pays.")
    String pay(int cents) {
      return "paid";
    }
  }

  private static Agents payer(String condition) {
    Agent payer =
        Agent.named("payer")
            .model("m:n")
            .instructions("Pay.")
            .tools(new Till())
            .approve(ToolRule.calls("pay").when(condition))
            .build();
    return Agents.of(List.of(new Defined("agents/payer.md", payer)));
  }

  @Test
  void shouldBeThoseOfTheAgentsRules() {
    Conditions conditions = Conditions.of(payer("cents > 10000"));
    var much = JsonNodeFactory.instance.objectNode().put("cents", 20_000);
    var little = JsonNodeFactory.instance.objectNode().put("cents", 2);

    assertThat(conditions.hold("cents > 10000", much)).contains(true);
    assertThat(conditions.hold("cents > 10000", little)).contains(false);
  }

  /** Takes as long as a condition that goes through millions of pairs, and no processor time. */
  static final class Endless {
    private final CountDownLatch end = new CountDownLatch(1);

    public int getValue() throws InterruptedException {
      end.await();
      return 0;
    }
  }

  @Test
  void shouldNotTellWhereItTakesTooLong() {
    var endless = JsonNodeFactory.instance.objectNode().putPOJO("cents", new Endless());

    assertThat(Conditions.of(payer("cents > 10000")).hold("cents > 10000", endless)).isEmpty();
  }

  @Test
  void shouldNameTheAgentAndItsFileWhereOneIsNotFeel() {
    assertThatThrownBy(() -> Conditions.of(payer("cents >")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith(
            "Agent 'payer', in agents/payer.md, has a rule for calls of 'pay' that cannot be read:"
                + " The condition 'cents >' is not a FEEL expression: ")
        .hasMessageEndingWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amont > 100 | amont",
        "cent > 100 | cent",
        "if is defined(cents) then cents > limit else true | limit",
        "some c in currency satisfies c > cents | currency"
      })
  void shouldNameTheParameterThatDoesNotExist(String condition, String name) {
    assertThatThrownBy(() -> Conditions.of(payer(condition)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith(
            "Agent 'payer', in agents/payer.md, has a rule for calls of 'pay' whose condition '%s' names '%s', which is no parameter there"
                .formatted(condition, name))
        .hasMessageEndingWith("; there is cents.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cents > 100",
        "is defined(cents) and cents > 10000",
        "for x in [1, 2] return x > cents",
        "some x in [cents] satisfies x > 3",
        "{limit: 10, over: cents > limit}.over",
        "count([cents][item > 3]) > 0",
        "cents in [1..5]",
        "= cents != null"
      })
  void shouldTakeNamesThatAreParametersOrOfTheConditionItself(String condition) {
    assertThat(Conditions.of(payer(condition))).isNotNull();
  }
}
