package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.tool.DefinitionException;
import io.waggle.tool.ToolCatalog;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FallbackModelsTest {
  private static AgentBuilder agent() {
    return Agent.named("clerk").instructions("You are a clerk.");
  }

  @Test
  void shouldHaveTheModelsInTheirOrder() {
    Agent agent = agent().model("one:a", " two:b ").build();

    assertThat(agent.models()).containsExactly("one:a", "two:b");
    assertThat(agent.model()).isEqualTo("one:a");
    assertThat(agent.withModel("three:c").models()).containsExactly("three:c");
  }

  @Test
  void shouldTellDefinitionsWithOtherModelsApart() {
    assertThat(agent().model("one:a", "two:b").build().digest())
        .isNotEqualTo(agent().model("one:a").build().digest())
        .isNotEqualTo(agent().model("two:b", "one:a").build().digest());
    assertThat(agent().model("one:a").build().document()).contains("\"model\":\"one:a\"");
  }

  @Test
  void shouldReadOneModelOrAListInTheFrontMatter() {
    assertThat(file("one:a").models()).containsExactly("one:a");
    assertThat(file("[one:a, two:b]").models()).containsExactly("one:a", "two:b");
  }

  @Test
  void shouldRefuseModelsThatAreNoneOrTwice() {
    AgentBuilder twice = agent().model("one:a", "one:a");
    AgentBuilder blank = agent().model("one:a", " ");

    assertThatThrownBy(twice::build)
        .isInstanceOf(DefinitionException.class)
        .hasMessage("Agent 'clerk' names the model 'one:a' twice: leave one out.");
    assertThatThrownBy(blank::build).hasMessageStartingWith("Agent 'clerk' has no model");
    assertThatThrownBy(() -> file("[]")).hasMessageContaining("Agent 'clerk' has no model");
  }

  private static Agent file(String model) {
    return new AgentFiles(ToolCatalog.of(Map.of()))
        .read("clerk.md", "---\nname: clerk\nmodel: %s\n---\nYou are a clerk.".formatted(model))
        .agent();
  }
}
