package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.agent.Agents.Defined;
import io.waggle.tool.DefinitionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentsTest {

  private static AgentBuilder agent(String name) {
    return Agent.named(name).model("scripted:any").instructions("You are " + name + ".");
  }

  @Test
  void shouldTakeTheDescriptionOfASubAgentFromItsOwnDefinition() {
    var agents =
        Agents.of(
            agent("boss").subAgents("reader").build(),
            agent("reader").description("Reads pages.").build());

    assertThat(agents.get("boss").subAgents())
        .containsExactly(SubAgent.of("reader", "Reads pages."));
    assertThat(agents.all()).extracting(Agent::name).containsExactly("boss", "reader");
  }

  @Test
  void shouldPreferTheDescriptionGivenForThisUse() {
    var agents =
        Agents.of(
            agent("boss").subAgent(SubAgent.of("reader", "Reads invoices.")).build(),
            agent("reader").description("Reads pages.").build());

    assertThat(agents.get("boss").subAgents().getFirst().description())
        .isEqualTo("Reads invoices.");
  }

  @Test
  void shouldAcceptSubAgentsThatOtherWorkersHoldAndItself() {
    var agents =
        Agents.of(
            agent("boss")
                .description("Divides work.")
                .subAgents("boss")
                .subAgent(SubAgent.of("far-away", "Works elsewhere."))
                .subAgent(SubAgent.process("check", "Checks.", "check-process"))
                .build());

    assertThat(agents.get("boss").subAgents()).hasSize(3);
  }

  @Test
  void shouldNameBothSourcesOfTwoAgentsOfOneName() {
    assertThatThrownBy(
            () ->
                Agents.of(
                    List.of(
                        new Defined("bean 'boss'", agent("boss").build()),
                        new Defined("agents/boss.md", agent("boss").build()))))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "Two agents are named 'boss', in bean 'boss' and in agents/boss.md: rename one.");
  }

  @Test
  void shouldSuggestTheNearestNameForASubAgentThatIsNotHeld() {
    assertThatThrownBy(
            () ->
                Agents.of(
                    agent("boss").subAgents("raeder").build(),
                    agent("reader").description("Reads pages.").build()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("Agent 'boss' ")
        .hasMessageContaining("a sub-agent 'raeder', which this worker does not hold")
        .hasMessageContaining("did you mean 'reader'?");
  }

  @Test
  void shouldRefuseASubAgentOfWhichNobodySaysWhatItIsGoodFor() {
    assertThatThrownBy(
            () -> Agents.of(agent("boss").subAgents("reader").build(), agent("reader").build()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("a sub-agent 'reader', which has no description");
  }

  @Test
  void shouldSayWhichAgentsAreHeldWhenAnUnknownOneIsAsked() {
    var agents = Agents.of(agent("boss").build(), agent("reader").build());

    assertThat(agents.find("redaer")).isEmpty();
    assertThatThrownBy(() -> agents.get("redaer"))
        .hasMessage(
            "This worker holds no agent 'redaer' (did you mean 'reader'?); it holds boss, reader.");
  }
}
