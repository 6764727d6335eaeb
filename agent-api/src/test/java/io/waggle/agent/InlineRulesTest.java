package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.GatePolicy;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InlineRulesTest {

  static final class Shop {
    @Tool(description = "Looks.", effect = Effect.READ)
    String look(int number) {
      return "seen " + number;
    }

    @Tool(description = "Puts.", effect = Effect.IDEMPOTENT)
    String put(int number) {
      return "there are " + number;
    }

    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int number) {
      return "paid " + number;
    }
  }

  static final class Till {
    @Tool(description = "Pays.", effect = Effect.ONCE)
    String pay(int number) {
      return "paid " + number;
    }
  }

  private static AgentBuilder clerk() {
    return Agent.named("clerk").model("play:clerk").instructions("You are clerk.");
  }

  @ParameterizedTest
  @CsvSource({
    "*,    ,           look",
    "l*,   ,           look",
    "look, READ,       look",
    "*,    IDEMPOTENT, put",
    "put,  IDEMPOTENT, put"
  })
  void shouldLetCallsOfToolsThatOnlyReadRunInlineAndOthersWhereTheirEffectIsNamed(
      String tools, Effect effect, String inline) {
    Agent agent = clerk().tools(new Shop()).inline(new ToolRule(tools, effect, null, null)).build();

    assertThat(List.of("look", "put", "pay", "unknown"))
        .filteredOn(tool -> agent.runsInline(tool, condition -> true))
        .containsExactly(inline);
  }

  @Test
  void shouldLetNoCallRunInlineWhereNothingSaysSo() {
    Agent agent = clerk().tools(new Shop()).build();

    assertThat(agent.inline()).isEmpty();
    assertThat(agent.runsInline("look", condition -> true)).isFalse();
  }

  @Test
  void shouldAskTheConditionOfARule() {
    Agent agent =
        clerk()
            .tools(new Shop())
            .inline(
                ToolRule.calls("look").when("number < 10"),
                ToolRule.calls("put").withEffect(Effect.IDEMPOTENT).when("number < 5"))
            .build();

    assertThat(agent.runsInline("look", "number < 10"::equals)).isTrue();
    assertThat(agent.runsInline("put", "number < 10"::equals)).isFalse();
  }

  @Test
  void shouldLetNoProcessThatIsAToolRunInline() {
    Agent agent =
        clerk()
            .tools(new Shop())
            .subAgent(SubAgent.process("stock-check", "Checks the stock.", "stock_check"))
            .inline(ToolRule.calls("*"))
            .build();

    assertThat(agent.runsInline("ask_stock_check", condition -> true)).isFalse();
  }

  @Test
  void shouldRefuseACallThatMayActOnlyOnce() {
    assertThatThrownBy(
            () ->
                clerk()
                    .tools(new Shop())
                    .inline(ToolRule.calls("pay").withEffect(Effect.ONCE))
                    .build())
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "Agent 'clerk' runs calls of 'pay' with the effect ONCE inline: a call that may act only once needs the process, which asks when it is in doubt. Leave that rule out.");
  }

  @Test
  void shouldRefuseToAskAnybody() {
    assertThatThrownBy(
            () ->
                clerk()
                    .tools(new Shop())
                    .inline(ToolRule.calls("look").by(GatePolicy.DEFAULT))
                    .build())
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("says who is asked about calls of 'look' that run inline")
        .hasMessageEndingWith("name them in approveTools instead.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lok   |            | runs calls of 'lok' inline, a tool that it does not have (did you mean 'look'?); it has look, pay, put.",
        "pay   |            | runs calls of 'pay' inline, and no such tool only reads: add the effect IDEMPOTENT to the rule if calls may run again, or leave the rule out.",
        "put   |            | runs calls of 'put' inline, and no such tool only reads: add the effect IDEMPOTENT to the rule if calls may run again, or leave the rule out.",
        "look  | IDEMPOTENT | runs calls of 'look' with the effect IDEMPOTENT inline, and no such tool has that effect: correct it, or leave the rule out.",
      })
  void shouldRefuseARuleThatNoToolFits(String tools, Effect effect, String sentence) {
    assertThatThrownBy(
            () -> clerk().tools(new Shop()).inline(new ToolRule(tools, effect, null, null)).build())
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("Agent 'clerk' " + sentence);
  }

  @Test
  void shouldRefuseAnAgentWithoutAToolThatOnlyReads() {
    assertThatThrownBy(() -> clerk().tools(new Till()).inline(ToolRule.calls("*")).build())
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("'*' inline, and no such tool only reads");
    assertThatThrownBy(() -> clerk().inline(ToolRule.calls("look")).build())
        .isInstanceOf(DefinitionException.class)
        .hasMessageEndingWith("'look' inline, a tool that it does not have; it has none.");
  }

  /** The worker adds the tools of the memory, of which one reads. */
  @Test
  void shouldTakeARuleForToolsThatTheWorkerAdds() {
    assertThatCode(
            () ->
                clerk()
                    .memory(Memory.ofAgent())
                    .inline(ToolRule.calls("*"), ToolRule.calls("recall"))
                    .build())
        .doesNotThrowAnyException();
  }

  /**
   * A rule says where a call runs, not what the agent does. Were it part of the digest, a run could
   * not go on with a worker that was restarted to have it, or to be rid of it.
   */
  @Test
  void shouldBeTheSameDefinitionWhereverItsCallsRun() {
    Agent outside = clerk().tools(new Shop()).build();
    Agent inside = clerk().tools(new Shop()).inline(ToolRule.calls("*")).build();

    assertThat(inside.digest()).isEqualTo(outside.digest());
    assertThat(inside.document()).isEqualTo(outside.document());
    assertThat(inside.withInstructions("Be brief.").inline())
        .as("kept in a copy")
        .isEqualTo(inside.inline());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true                                                    | look",
        "look                                                    | look",
        "[look]                                                  | look",
        "{tools: look}                                           | look",
        "[l*, {tools: put, effect: IDEMPOTENT}]                  | look, put",
        "[{effect: READ, when: 'number < 10'}, null]             | look",
        "false                                                   | ``",
        "[]                                                      | ``"
      })
  void shouldReadItFromFrontMatter(String value, String inline) {
    Agent agent = read(value);

    assertThat(
            List.of("look", "pay", "put").stream()
                .filter(tool -> agent.runsInline(tool, condition -> true)))
        .isEqualTo(inline.isEmpty() ? List.of() : List.of(inline.split(", ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sometimes           | a tool that it does not have; it has look, pay, put.",
        "5                   | line 5, has a 'inline' that must be true, false, or a tool's name, or an object of 'key: value' lines.",
        "[{tool: look}]      | has a key 'tool' that is not known (did you mean 'tools'?)",
        "[{effect: TWICE}]   | has a 'inline.effect' that is 'TWICE'",
        "[{tools: look, gate: {candidateUsers: [ada]}}] | says who is asked about calls of 'look'",
        "[pay]               | and no such tool only reads"
      })
  void shouldRefuseFaultyFrontMatterWithASentence(String value, String sentence) {
    assertThatThrownBy(() -> read(value))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("Agent file x.md")
        .hasMessageContaining(sentence);
  }

  private static Agent read(String inline) {
    return new AgentFiles(ToolCatalog.of(Map.of("shop", new Shop())))
        .read(
            "x.md",
            "---\nname: clerk\nmodel: m:n\ntools: [shop]\ninline: %s\n---\nBe.".formatted(inline))
        .agent();
  }
}
