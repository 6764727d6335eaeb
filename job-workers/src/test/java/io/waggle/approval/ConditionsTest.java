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
import org.junit.jupiter.api.Test;

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

    assertThat(conditions.hold("cents > 10000", much)).isTrue();
    assertThat(conditions.hold("cents > 10000", little)).isFalse();
  }

  /** It would come to false, after a while. */
  @Test
  void shouldAskAPersonWhereItTakesTooLongToTell() {
    String condition = "some x in 1..n satisfies some y in 1..n satisfies x + y < 0";
    var much = JsonNodeFactory.instance.objectNode().put("n", 4_000);

    assertThat(Conditions.of(payer(condition)).hold(condition, much)).isTrue();
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
}
