package io.waggle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.GatePolicy;
import io.waggle.bpmn.Limits;
import io.waggle.skill.Skill;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.ToolCatalog;
import io.waggle.tool.ToolDefinition;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentFilesTest {
  private final AgentFiles files =
      new AgentFiles(
          ToolCatalog.of(
              Map.of("web", new AgentTest.WebTools(), "other", new AgentTest.OtherSearch())));

  private static final String EVERYTHING =
      """
      ---
      name: researcher
      description: Finds things out.
      model: openai:gpt-5-mini
      planning: never
      tools: [web, open_page]
      subAgents:
        - reader
        - {name: check, description: Checks an invoice., process: invoice-check}
      approvePlan: true
      approveTools:
        - open_page
        - {tools: s*, when: "string length(query) > 3", gate: {candidateUsers: [ada]}}
      askHuman: {candidateGroups: [librarians]}
      extendLimits: true
      inDoubt: {expiresAfter: P9D}
      limits: {maxSteps: 3, maxTokens: 5000000000, maxCost: 0.5, maxDuration: PT2H}
      gate: {candidateGroups: [editors], dueAfter: PT4H}
      undoOnFailure: true
      memory: {subject: customer.id, maxFacts: 20}
      ---
      You are careful.

      ---
      And thorough.
      """;

  @Test
  void shouldReadEverythingThatAnAgentHas() {
    var agent = files.read("all.md", EVERYTHING).agent();

    assertThat(agent.name()).isEqualTo("researcher");
    assertThat(agent.description()).isEqualTo("Finds things out.");
    assertThat(agent.model()).isEqualTo("openai:gpt-5-mini");
    assertThat(agent.instructions()).isEqualTo("You are careful.\n\n---\nAnd thorough.");
    assertThat(agent.planning()).isEqualTo(Planning.NEVER);
    assertThat(agent.tools().all())
        .extracting(ToolDefinition::name)
        .containsExactly("open_page", "search");
    assertThat(agent.subAgents())
        .containsExactly(
            SubAgent.named("reader"),
            SubAgent.process("check", "Checks an invoice.", "invoice-check"));
    assertThat(agent.gates().open())
        .containsExactlyInAnyOrder(GateKind.PLAN, GateKind.QUESTION, GateKind.LIMIT);
    assertThat(agent.limits())
        .isEqualTo(
            new Limits(3, null, null, null)
                .withTokens(5_000_000_000L)
                .withCost(new BigDecimal("0.5"))
                .withDuration(Duration.ofHours(2)));
    var editors = GatePolicy.DEFAULT.asking("editors").dueAfter("PT4H");
    assertThat(agent.gates().policy(GateKind.PLAN)).isEqualTo(editors);
    assertThat(agent.gates().policy(GateKind.QUESTION)).isEqualTo(editors.asking("librarians"));
    assertThat(agent.gates().policy(GateKind.IN_DOUBT)).isEqualTo(editors.expiresAfter("P9D"));
    assertThat(agent.approval("open_page", condition -> false)).contains(editors);
    assertThat(agent.undoOnFailure()).isTrue();
    assertThat(agent.memory()).isEqualTo(new Memory("customer.id", 20, 1_000));
  }

  @Test
  void shouldReadWhichCallsAPersonApproves() {
    var agent = files.read("all.md", EVERYTHING).agent();

    assertThat(agent.approval("search", "string length(query) > 3"::equals))
        .contains(GatePolicy.DEFAULT.asking("editors").dueAfter("PT4H").askingUsers("ada"));
    assertThat(agent.approval("search", condition -> false)).isEmpty();
  }

  @Test
  void shouldLetAnAgentReadTheFilesOfAFolderAndChangeThemWhereItSaysSo(@TempDir Path folder) {
    String file = "---\nname: a\nmodel: m:n\nfiles: %s\n---\nBe.";

    var reader = files.read("a.md", file.formatted(folder)).agent();
    var writer =
        files.read("a.md", file.formatted("{folder: '%s', write: true}".formatted(folder))).agent();

    assertThat(reader.tools().names())
        .containsExactlyInAnyOrder("read_file", "list_files", "search_files");
    assertThat(writer.tools().names())
        .containsExactlyInAnyOrder(
            "read_file", "list_files", "search_files", "write_file", "edit_file");
  }

  @Test
  void shouldGiveTheDefaultsOfABeanToWhatIsAbsent() {
    var agent = files.read("small.md", "---\r\nname: a\r\nmodel: m:n\r\n---\r\nBe.\r\n").agent();

    assertThat(agent).isEqualTo(Agent.named("a").model("m:n").instructions("Be.").build());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          You are careful.                       | has no front matter: its first line must be '---'.
          ''                                     | has no front matter
          ---;name: a                            | has front matter that does not end
          ---;---;Be.                            | has empty front matter
          ---;model: m:n;---;Be.                 | has no 'name'.
          ---;name: a;model: m:n;---;            | has no instructions
          ---;name: a;modle: m:n;---;Be.         | line 3, has a key 'modle' that is not known (did you mean 'model'?); known are approvePlan, approveTools, askHuman, description, extendLimits, files, gate, inDoubt, inline, limits, memory, model, name, planning, result, skills, subAgents, tools, undoOnFailure.
          ---;name: a;planning: maybe;---;Be.    | line 3, has a 'planning' that is 'maybe'; it can be always, never, auto.
          ---;name: a;tools: web;---;Be.         | line 3, has a 'tools' that must be a list, for example [one, two].
          ---;name: 5;model: m:n;---;Be.         | line 2, has a 'name' that must be a text (put it in quotes).
          ---;name: a;askHuman: perhaps;---;Be.  | line 3, has a 'askHuman' that must be true, false, or an object of 'key: value' lines.
          ---;name: a;files: [x];---;Be.         | line 3, has a 'files' that must be a folder, or an object of 'key: value' lines.
          ---;name: a;files: {path: x};---;Be.   | has a key 'path' that is not known; known are folder, write.
          ---;name: a;model: m:n;files: {write: true};---;Be. | 'files' names no folder: write it like files: {folder: notes}.
          ---;name: a;model: m:n;files: no/where;---;Be. | The folder 'no/where' for the file tools does not exist: create it, or name another.
          ---;name: a;model: m:n;skills: [x];---;Be. | Skills are to be read from 'x', and it is not known beside what.
          ---;name: a;memory: perhaps;---;Be. | line 3, has a 'memory' that must be true, false, or an object of 'key: value' lines.
          ---;name: a;memory: {subjct: x};---;Be. | has a key 'subjct' that is not known (did you mean 'subject'?)
          ---;name: a;model: m:n;memory: {subject: "=x"};---;Be. | the memory's subject is '=x': write where the input of a run has it, for example customer.id.
          ---;name: a;model: m:n;memory: {maxFacts: 0};---;Be. | the memory's maxFacts is 0; it can be 1 to 100,000.
          ---;name: a;limits: 5;---;Be.          | line 3, has a 'limits' that must be an object of 'key: value' lines.
          ---;name: a;limits: {maxSteps: x};---;Be. | has a 'limits.maxSteps' that must be a whole number.
          ---;name: a;limits: {maxSteps: 0};---;Be. | has a wrong value: limits.maxSteps is 0; it can be 1 to 50.
          ---;name: a;limits: {maxTokens: x};---;Be. | has a 'limits.maxTokens' that must be a whole number.
          ---;name: a;limits: {maxCost: x};---;Be. | has a 'limits.maxCost' that must be a number.
          ---;name: a;limits: {maxDuration: 2h};---;Be. | has a wrong value: limits.maxDuration is '2h'; it can be PT1S to P365D
          ---;name: a;limits: {steps: 2};---;Be. | has a key 'steps' that is not known (did you mean 'maxSteps'?); known are
          ---;name: a;name: b;---;Be.            | line 3, is not YAML: Duplicate field 'name'.
          ---;name: "a;model: b;---;Be.           | is not YAML
          ---;name: a;---;Be.                    | Agent 'a' has no model
          ---;name: A B;model: m:n;---;Be.       | 'A B' is not an agent's name
          ---;name: a;model: m:n;tools: [serch];---;Be.  | no tool and no bean with tools is named 'serch' (did you mean 'search'?); known are open_page, other, search, web.
          ---;name: a;model: m:n;tools: [search];---;Be. | tool 'search' is in several beans: name one of them, other, web.
          ---;name: a;model: m:n;tools: [web, other];---;Be. | two tools are named 'search'
          ---;name: a;model: m:n;subAgents: [{description: x}];---;Be. | '' is not an agent's name
          ---;name: a;model: m:n;gate: {dueAfter: soon};---;Be. | whose dueAfter is 'soon'
          ---;name: a;model: m:n;gate: {silence: maybe};---;Be. | line 4, has a 'gate.silence' that is 'maybe'; it can be deny, approve.
          ---;name: a;model: m:n;gate: {remind: PT1H};---;Be. | has a key 'remind' that is not known
          ---;name: a;model: m:n;approveTools: [{tools: x, when: " "}];---;Be. | The condition of the rule for 'x' is empty
          """)
  void shouldRefuseAFaultyFileWithASentence(String lines, String sentence) {
    assertThatThrownBy(() -> files.read("x.md", lines.replace(";", "\n")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith("Agent file x.md")
        .hasMessageContaining(sentence)
        .extracting(Throwable::getMessage)
        .asString()
        .endsWith(".")
        .doesNotContain("\n");
  }

  @Test
  void shouldReadTheMarkdownFilesOfAFolder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("b.md"), "---\nname: b\nmodel: m:n\n---\nBe.");
    Files.writeString(folder.resolve("a.md"), "---\nname: a\nmodel: m:n\n---\nBe.");
    Files.writeString(folder.resolve("notes.txt"), "no agent");

    assertThat(files.readAll(folder))
        .extracting(defined -> defined.agent().name())
        .containsExactly("a", "b");
  }

  @Test
  void shouldReadSkillsBesideTheFile(@TempDir Path folder) throws IOException {
    Path agents = Files.createDirectory(folder.resolve("agents"));
    Files.writeString(
        agents.resolve("a.md"), "---\nname: a\nmodel: m:n\nskills: ../skills/citing\n---\nBe.");
    Path skill = Files.createDirectories(folder.resolve("skills/citing"));
    Files.writeString(
        skill.resolve("SKILL.md"), "---\nname: citing\ndescription: Cites.\n---\nName it.");

    Agent agent = files.readAll(agents).getFirst().agent();

    assertThat(agent.skills()).extracting(Skill::name).containsExactly("citing");
    assertThat(agent.tools().names()).containsExactly("read_skill");
    assertThat(agent.document())
        .contains("\"skills\":[{\"description\":\"Cites.\"")
        .doesNotContain("Name it.");
  }

  @Test
  void shouldSayThatTheFolderIsMissing(@TempDir Path folder) {
    assertThatThrownBy(() -> files.readAll(folder.resolve("none")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("none', which is no folder: make it, or name another one.");
  }

  @Test
  void shouldSayThatAFileIsNoText(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("a.md"), new byte[] {(byte) 0xc3, 0x28});

    assertThatThrownBy(() -> files.readAll(folder))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("cannot be read as UTF-8 text");
  }
}
