package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolCatalog;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolGroups;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of other origins than Java methods, and those that say themselves that one is asked. */
class ToolGroupsTest {

  record Groups(Map<String, ToolBox> groups, Map<String, String> missing) implements ToolGroups {
    @Override
    public String kind() {
      return "a server";
    }
  }

  private static ToolDefinition tool(String name) {
    return new ToolDefinition(
        new ToolDeclaration(name, "Does.", new ObjectMapper().createObjectNode()),
        Effect.ONCE,
        Duration.ofSeconds(1),
        (arguments, context) -> "done");
  }

  private static ToolCatalog catalog() {
    return ToolCatalog.of(Map.of("read", tool("read")))
        .with(
            new Groups(
                Map.of("files", ToolBox.of(tool("files_read"), tool("files_write"))),
                Map.of("away", "the server 'away' does not answer.")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"files.read", "files_read", "files.files_read"})
  void shouldFindAToolOfAGroup(String name) {
    assertThat(catalog().find(name)).extracting(ToolDefinition::name).containsExactly("files_read");
  }

  @Test
  void shouldFindAGroupAndWhatIsInNone() {
    assertThat(catalog().find("files")).hasSize(2);
    assertThat(catalog().find("read")).extracting(ToolDefinition::name).containsExactly("read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"away", "away.read"})
  void shouldSayWhyAGroupHasNoTools(String name) {
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> catalog().find(name))
        .withMessage("the server 'away' does not answer.");
  }

  @Test
  void shouldSayWhatAGroupDoesNotHave() {
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> catalog().find("files.raed"))
        .withMessageContaining("no tool is named 'files.raed'")
        .withMessageContaining("files_read");
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(
            () ->
                ToolCatalog.of(Map.of("files", tool("files")))
                    .with(new Groups(Map.of("files", ToolBox.of()), Map.of())))
        .withMessage("'files' is a bean with tools and also a server: rename one.");
  }

  @Test
  void shouldAskAboutToolsThatSaySoAfterTheRulesOfTheAgent() {
    Agent agent =
        Agent.named("clerk")
            .model("openai:gpt-5-mini")
            .instructions("You file.")
            .tools(tool("keep"), tool("burn").asked(true))
            .approve(ToolRule.calls("keep").when("copies > 3"))
            .build();

    assertThat(agent.rule("burn", feel -> false)).hasValue(2);
    assertThat(agent.rule("keep", feel -> false)).isEmpty();
    assertThat(agent.withModel("openai:other").gates().rules())
        .isEqualTo(List.of(agent.gates().rules().get(0), ToolRule.calls("burn")));
  }
}
