package io.waggle.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.waggle.agent.Agent;
import io.waggle.agent.Agents;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AgentConfigurationTest {

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

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(AgentConfiguration.class)
          .withBean("web", WebTools.class);

  private static Agent boss() {
    return Agent.named("boss").model("m:n").instructions("Divide.").subAgents("reader").build();
  }

  @Test
  void shouldGatherBeansAndFilesAndGiveFilesTheToolsOfBeans(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("reader.md"),
        "---\nname: reader\ndescription: Reads.\nmodel: m:n\ntools: [web]\n---\nRead.");

    context
        .withBean("boss", Agent.class, AgentConfigurationTest::boss)
        .withPropertyValues("waggle.agents.location=" + folder)
        .run(
            started -> {
              var agents = started.getBean(Agents.class);
              assertThat(agents.names()).containsExactly("boss", "reader");
              assertThat(agents.get("boss").subAgents().getFirst().description())
                  .isEqualTo("Reads.");
              assertThat(agents.get("reader").tools().all())
                  .extracting(ToolDefinition::name)
                  .containsExactly("open_page", "search");
            });
  }

  @Test
  void shouldNameTheBeanAndTheFileThatDefineOneAgent(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("boss.md"), "---\nname: boss\nmodel: m:n\n---\nDivide.");

    context
        .withBean("boss", Agent.class, AgentConfigurationTest::boss)
        .withPropertyValues("waggle.agents.location=" + folder)
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(DefinitionException.class)
                    .hasMessageContaining("Two agents are named 'boss', in bean 'boss' and in ")
                    .hasMessageContaining("boss.md"));
  }

  @Test
  void shouldNotStartWithoutAnyAgent() {
    context.run(
        started ->
            assertThat(started)
                .getFailure()
                .rootCause()
                .hasMessageStartingWith("This worker holds no agents: declare an Agent bean"));
  }

  @Test
  void shouldNotStartWithAFolderThatIsMissing(@TempDir Path folder) {
    context
        .withPropertyValues("waggle.agents.location=" + folder.resolve("none"))
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageStartingWith("waggle.agents.location is '")
                    .hasMessageEndingWith(
                        "none', which is no folder: make it, or leave the setting out."));
  }

  @Test
  void shouldNotStartWithASettingThatDoesNotExist() {
    context
        .withPropertyValues("waggle.agents.folder=/tmp")
        .run(
            started ->
                assertThat(started)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("waggle.agents.folder"));
  }

  @Test
  void shouldExplainAFaultyDefinitionWithItsSentence() {
    var failure = new DefinitionException("Agent 'a' has no model.");

    var analysis =
        new DefinitionFailureAnalyzer().analyze(new IllegalStateException(failure), failure);

    assertThat(analysis.getDescription()).isEqualTo("Agent 'a' has no model.");
  }
}
