package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Limits;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolDefinition;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AgentTest {

  static final class WebTools {
    @Tool(description = "Searches the web.", effect = Effect.READ)
    String search(@Param("what to look for") String query) {
      return query;
    }

    @Tool(description = "Opens a page.", effect = Effect.READ)
    String openPage(String address) {
      return address;
    }
  }

  static final class OtherSearch {
    @Tool(description = "Searches elsewhere.")
    String search(String query) {
      return query;
    }
  }

  static final class PlanTools {
    @Tool(description = "Takes the name of a tool of Waggle's own.")
    String makePlan() {
      return "";
    }
  }

  static final class AskingTools {
    @Tool(description = "Takes the name of a sub-agent's tool.")
    String askWebReader() {
      return "";
    }
  }

  static final class Printer {
    @Tool(description = "Prints.")
    String print() {
      return "printed";
    }
  }

  private static final GatePolicy POLICY = GatePolicy.DEFAULT;
  private static final GatePolicy SILENT = POLICY.expiresAfter("P1D", GatePolicy.Silence.APPROVE);

  private static AgentBuilder researcher() {
    return Agent.named("researcher").model("openai:gpt-5-mini").instructions("You are careful.");
  }

  @Test
  void shouldHaveTheDocumentedDefaults() {
    var agent = researcher().build();

    assertThat(agent.description()).isEmpty();
    assertThat(agent.tools().isEmpty()).isTrue();
    assertThat(agent.subAgents()).isEmpty();
    assertThat(agent.planning()).isEqualTo(Planning.AUTO);
    assertThat(agent.undoOnFailure()).isFalse();
    assertThat(agent.limits()).isEqualTo(Limits.NONE);
    assertThat(agent.gates()).isEqualTo(Gates.NONE);
  }

  @Test
  void shouldKeepWhatItWasGiven() {
    var gate = GatePolicy.DEFAULT.asking("editors").dueAfter("PT4H").expiresAfter("P2D");
    var agent =
        researcher()
            .description(" Finds things out. ")
            .tools(new WebTools())
            .subAgents("researcher")
            .subAgent(SubAgent.process("invoice-check", "Checks an invoice.", "invoice_check"))
            .planning(Planning.NEVER)
            .approvePlan()
            .approveTools("open_page", "ask_invoice_check")
            .askHuman()
            .limits(new Limits(3, null, null, 1))
            .gate(gate)
            .build();

    assertThat(agent.description()).isEqualTo("Finds things out.");
    assertThat(agent.tools().all())
        .extracting(ToolDefinition::name)
        .containsExactly("open_page", "search");
    assertThat(agent.subAgents())
        .extracting(SubAgent::toolName)
        .containsExactly("ask_researcher", "ask_invoice_check");
    assertThat(agent.approval("open_page", condition -> false)).contains(gate);
    assertThat(agent.approval("ask_invoice_check", condition -> false)).contains(gate);
    assertThat(agent.approval("search", condition -> false)).isEmpty();
    assertThat(agent.gates().ask(GateKind.PLAN)).isTrue();
    assertThat(agent.gates().ask(GateKind.QUESTION)).isTrue();
    assertThat(agent.gates().ask(GateKind.LIMIT)).isFalse();
    assertThat(agent.gates().policy(GateKind.PLAN)).isEqualTo(gate);
  }

  @Test
  void shouldOfferASubAgentAsAToolWithOneTask() {
    var declaration = SubAgent.of("web-reader", "Reads pages.").declaration();

    assertThat(declaration.name()).isEqualTo("ask_web_reader");
    assertThat(declaration.description()).isEqualTo("Reads pages.");
    assertThat(declaration.parameters().at("/required/0").asText()).isEqualTo("task");
    assertThat(declaration.parameters().at("/properties/task/type").asText()).isEqualTo("string");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("'Big Boss' is not an agent's name", b -> Agent.named("Big Boss")),
        wrong("Agent 'researcher' has no model", b -> b.model(" ")),
        wrong(
            "Agent 'researcher' asks the group '=\"managers\"' at its gates, which is no name of a group",
            b -> b.gate(GatePolicy.DEFAULT.asking("=\"managers\""))),
        wrong(
            "Agent 'researcher' asks the group 'managers, bosses' about calls of 'open_page'",
            b ->
                b.tools(new WebTools())
                    .approve(
                        ToolRule.calls("open_page")
                            .by(GatePolicy.DEFAULT.asking("managers, bosses")))),
        wrong(
            "Agent 'researcher' asks the group '' at the gate 'ApprovePlan'",
            b -> b.approvePlan().gate(GateKind.PLAN, GatePolicy.DEFAULT.asking(""))),
        wrong(
            "Agent 'researcher' asks the user ' ada' at its gates",
            b -> b.gate(GatePolicy.DEFAULT.askingUsers(" ada"))),
        wrong(
            "Agent 'researcher' asks the group '${BOSSES}' at its gates",
            b -> b.gate(GatePolicy.DEFAULT.escalateAfter("P1D", "${BOSSES}"))),
        wrong("Agent 'researcher' has no instructions", b -> b.instructions("\n")),
        wrong(
            "Agent 'researcher': two tools are named 'search', WebTools.search and OtherSearch.search",
            b -> b.tools(new WebTools(), new OtherSearch())),
        wrong("a tool named 'make_plan', a name of Waggle's own", b -> b.tools(new PlanTools())),
        wrong(
            "a tool named 'ask_web_reader', which is how it asks a sub-agent",
            b -> b.tools(new AskingTools()).subAgents("web-reader")),
        wrong(
            "Agent 'researcher' wants calls of 'serch' approved, a tool that it does not have"
                + " (did you mean 'search'?); it has open_page, search.",
            b -> b.tools(new WebTools()).approveTools("serch")),
        wrong("a tool that it does not have; it has none", b -> b.approveTools("zzz")),
        wrong(
            "Agent 'researcher' names the sub-agent 'web-reader' twice",
            b -> b.subAgents("web-reader", "web-reader")),
        wrong(
            "Agent 'researcher': 'Web Reader' is not an agent's name",
            b -> b.subAgents("Web Reader")),
        wrong("too long to be a tool: use 60", b -> b.subAgents("a".repeat(63))),
        wrong("Agent 'researcher': String has no method", b -> b.tools("text")),
        wrong("Agent 'researcher': WebTools is a class", b -> b.tools(WebTools.class)));
  }

  static Stream<Arguments> wrongGates() {
    return Stream.of(
        wrong("whose dueAfter is 'soon'", b -> b.gate(POLICY.dueAfter("soon"))),
        wrong("whose expiresAfter is '-P1D'", b -> b.gate(POLICY.expiresAfter("-P1D"))),
        wrong("whose expiresAfter is 'P1W'", b -> b.gate(POLICY.expiresAfter("P1W"))),
        wrong(
            "whose dueAfter (P1D) is later than it expires (after PT2H): shorten 'dueAfter'.",
            b -> b.gate(POLICY.expiresAfter("PT2H"))),
        wrong("whose expiresAfter is 'P1M2D'", b -> b.gate(POLICY.expiresAfter("P1M2D"))),
        wrong(
            "at the gate 'ApprovePlan', which it does not have: open it with approvePlan",
            b -> b.gate(GateKind.PLAN, POLICY)),
        wrong(
            "whose remindAfter (P4D) is not before it expires (after P3D)",
            b -> b.gate(POLICY.remindAfter("P4D"))),
        wrong("escalates without saying to whom", b -> b.gate(POLICY.escalateAfter("P1D"))),
        wrong(
            "takes silence for an approval where nothing is approved: leave 'silence' out of its gate 'AnswerQuestion'",
            b -> b.askHuman().gate(GateKind.QUESTION, SILENT)),
        wrong(
            "takes silence for an approval of 'print', which may act only once",
            b -> b.tools(new Printer()).approve(ToolRule.calls("print").by(SILENT))),
        wrong(
            "but has no such tool with the effect READ",
            b -> b.tools(new Printer()).approve(ToolRule.calls("*").withEffect(Effect.READ))));
  }

  private static Arguments wrong(String sentence, UnaryOperator<AgentBuilder> change) {
    return Arguments.of(sentence, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"wrong", "wrongGates"})
  void shouldRefuseWhatIsWrongWithASentence(String sentence, UnaryOperator<AgentBuilder> change) {
    assertThatThrownBy(() -> change.apply(researcher()).build())
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining(sentence)
        .extracting(Throwable::getMessage)
        .asString()
        .endsWith(".")
        .doesNotContain("\n");
  }
}
