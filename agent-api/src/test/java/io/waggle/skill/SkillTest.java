package io.waggle.skill;

import static io.waggle.skill.SkillFiles.skill;
import static io.waggle.skill.SkillFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waggle.agent.Agent;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.Param;
import io.waggle.tool.Tool;
import io.waggle.tool.ToolDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillTest {
  private static final String DOCUMENT =
      """
      ---
      name: citing
      description: How papers are cited. Use it when you name a source.
      license: Apache-2.0
      compatibility: Needs a library of papers
      metadata: {author: bees, version: 1.0}
      allowed-tools: Read Bash(git:*)
      model: some-other-product
      ---
      # Citing

      Name the paper in brackets, see [formats](references/formats.md).
      """;

  @TempDir Path folder;

  @Test
  void shouldReadAllThatTheSpecificationHas() throws IOException {
    Path path = skill(folder, "citing", DOCUMENT);
    write(path, "references/formats.md", "# Formats");
    write(path, ".git/HEAD", "ref: main");

    Skill skill = Skill.in(path).getFirst();

    assertThat(skill.name()).isEqualTo("citing");
    assertThat(skill.description())
        .isEqualTo("How papers are cited. Use it when you name a source.");
    assertThat(skill.license()).isEqualTo("Apache-2.0");
    assertThat(skill.compatibility()).isEqualTo("Needs a library of papers");
    assertThat(skill.metadata()).isEqualTo(Map.of("author", "bees", "version", "1.0"));
    assertThat(skill.allowedTools()).containsExactly("Read", "Bash(git:*)");
    assertThat(skill.instructions()).startsWith("# Citing").endsWith("(references/formats.md).");
    assertThat(skill.files())
        .containsExactly(new SkillFile("references/formats.md", 9, "# Formats"));
  }

  @Test
  void shouldReadAllSkillsOfAFolder() throws IOException {
    skill(folder, "skills/citing", DOCUMENT);
    skill(folder, "skills/asking", DOCUMENT.replace("name: citing", "name: asking"));
    write(folder, "skills/README.md", "Not a skill.");
    write(folder, "skills/drafts/notes.md", "Not a skill.");

    assertThat(Skill.in(folder.resolve("skills")))
        .extracting(Skill::name)
        .containsExactly("asking", "citing");
  }

  @Test
  void shouldReadSkillsWithinAJar() throws Exception {
    Path jar = folder.resolve("skills.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String entry : List.of("agents/a.md", "skills/citing/SKILL.md", "skills/citing/x.md")) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(
            (entry.endsWith(Skill.FILE) ? DOCUMENT : "text of " + entry)
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    URL agent = URI.create("jar:%s!/agents/a.md".formatted(jar.toUri())).toURL();

    assertThat(Skill.beside(agent, "../skills"))
        .singleElement()
        .satisfies(
            skill ->
                assertThat(skill.files())
                    .containsExactly(new SkillFile("x.md", 26, "text of skills/citing/x.md")));
    assertThatThrownBy(() -> Skill.beside(agent, "../other"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("'other/' in the jar of")
        .hasMessageEndingWith("where there are no files.");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      ClassLoader before = Thread.currentThread().getContextClassLoader();
      Thread.currentThread().setContextClassLoader(loader);
      try {
        assertThat(Skill.onClassPath("skills/citing")).extracting(Skill::name).contains("citing");
        assertThatThrownBy(() -> Skill.onClassPath("none")).hasMessageContaining("no such folder");
      } finally {
        Thread.currentThread().setContextClassLoader(before);
      }
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Just text.                                          | /SKILL.md has no front matter: its first line must be '---'.
          ---;name: citing                                    | /SKILL.md has front matter that does not end
          ---;---;Do.                                         | /SKILL.md has front matter that is not 'key: value' lines
          ---;- x;---;Do.                                     | /SKILL.md has front matter that is not 'key: value' lines
          ---;description: d;---;Do.                          | /SKILL.md has no 'name'.
          ---;name: citing;---;Do.                            | /SKILL.md has no 'description'.
          ---;name: citing;description: ' ';---;Do.           | /SKILL.md has no 'description'.
          ---;name: citing;description: [d];---;Do.           | /SKILL.md has a 'description' that must be a text (put it in quotes).
          ---;name: citing;descripton: d;---;Do.              | /SKILL.md has a key 'descripton' that is not known (did you mean 'description'?); known are name, description, license, compatibility, metadata, allowed-tools.
          ---;name: citing;description: a: b;---;Do.          | /SKILL.md, line 3, is not YAML
          ---;name: citing;name: citing;description: d;---;Do. | /SKILL.md, line 3, is not YAML: Duplicate field 'name'. (A text with ': ' in it stands in quotes.)
          ---;name: citng;description: d;---;Do.              | /SKILL.md has the name 'citng' (did you mean 'citing'?), but its folder is 'citing': they must be the same.
          ---;name: citing;description: d;metadata: x;---;Do. | /SKILL.md has 'metadata' that must be 'key: value' lines.
          ---;name: citing;description: d;allowed-tools: {a: b};---;Do. | /SKILL.md has 'allowed-tools' that must be a text, with spaces between the tools.
          ---;name: citing;description: d;---;                | /SKILL.md: Skill 'citing' has no instructions: write them below the front matter.
          """)
  void shouldRefuseAFaultySkillWithASentence(String lines, String sentence) throws IOException {
    Path path = skill(folder, "citing", lines.replace(";", "\n"));

    assertThatThrownBy(() -> Skill.in(path))
        .isInstanceOf(DefinitionException.class)
        .hasMessageStartingWith(path.toString())
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Citing", "-citing", "citing-", "ci--ting", "ci_ting", "c.t"})
  void shouldRefuseANameThatTheSpecificationDoesNotAllow(String name) throws IOException {
    Path path = skill(folder, name, DOCUMENT.replace("name: citing", "name: '" + name + "'"));

    assertThatThrownBy(() -> Skill.in(path))
        .hasMessageContaining("'%s' is not a skill's name".formatted(name));
  }

  @Test
  void shouldRefuseTextsThatAreTooLong() throws IOException {
    String longest = "x".repeat(1_024);
    String document = "---\nname: citing\ndescription: %s\n%s---\nDo.";

    assertThat(Skill.in(skill(folder, "citing", document.formatted(longest, "")))).hasSize(1);
    assertThatThrownBy(
            () -> Skill.in(skill(folder, "citing", document.formatted(longest + "x", ""))))
        .hasMessageContaining(
            "'citing' has a description of 1,025 characters; it can have up to 1,024.");
    assertThatThrownBy(
            () ->
                Skill.in(
                    skill(
                        folder,
                        "citing",
                        document.formatted("d", "compatibility: " + "x".repeat(501) + "\n"))))
        .hasMessageContaining("has a compatibility of 501 characters; it can have up to 500.");
  }

  @Test
  void shouldSayWhereThereIsNoSkill() throws IOException {
    write(folder, "empty/notes.md", "Nothing.");
    write(folder, "spelled/skill.md", DOCUMENT);

    assertThatThrownBy(() -> Skill.in(folder.resolve("none")))
        .hasMessageContaining("which is no folder: create it, or name another.");
    assertThatThrownBy(() -> Skill.in(folder.resolve("empty")))
        .hasMessageContaining("which has no SKILL.md, and no folder in it has one.");
    assertThatThrownBy(() -> Skill.in(folder.resolve("spelled")))
        .hasMessageContaining("has a file 'skill.md': call it SKILL.md.");
  }

  @Test
  void shouldBoundHowManyFilesASkillHas() throws IOException {
    Path path = skill(folder, "citing", DOCUMENT);
    for (int i = 0; i < 501; i++) {
      write(path, "references/" + i, "");
    }

    assertThatThrownBy(() -> Skill.in(path))
        .hasMessageEndingWith("has 502 files; it can have up to 500.");
    Files.delete(path.resolve("references/7"));
    assertThat(Skill.in(path).getFirst().files()).hasSize(500);
  }

  @Test
  void shouldBoundHowMuchTextASkillHas() throws IOException {
    Path path = skill(folder, "citing", DOCUMENT);
    for (int i = 0; i < 11; i++) {
      write(path, "references/" + i, "x".repeat(1_000_000));
    }

    assertThatThrownBy(() -> Skill.in(path))
        .hasMessageContaining("has more than 10,000,000 bytes of text");
  }

  @Test
  void shouldGiveAnAgentATool() throws IOException {
    Path path = skill(folder, "citing", DOCUMENT);
    Agent agent = Agent.named("a").model("m:n").instructions("Be.").skills(path).build();

    ToolDefinition tool = agent.tools().find("read_skill").orElseThrow();
    assertThat(tool.effect()).isEqualTo(Effect.READ);
    assertThat(tool.declaration().parameters().at("/properties/skill/enum/0").asText())
        .isEqualTo("citing");
    assertThatThrownBy(
            () -> Agent.named("a").model("m:n").instructions("Be.").skills(path, path).build())
        .hasMessage("Agent 'a' has two skills named 'citing': leave one out.");
    assertThatThrownBy(() -> Agent.named("a").skills(folder.resolve("none")))
        .hasMessageStartingWith("Agent 'a': Skills are to be read from");
    assertThatThrownBy(
            () ->
                Agent.named("a")
                    .model("m:n")
                    .instructions("Be.")
                    .tools(new OwnTool())
                    .skills(path)
                    .build())
        .hasMessageContaining("has skills, and a tool named 'read_skill'");
  }

  static class OwnTool {
    @Tool(description = "Mine.")
    String readSkill(@Param("which") String skill) {
      return skill;
    }
  }

  @Test
  void shouldTellVersionsApartByAllThatASkillSays() throws IOException {
    Path path = skill(folder, "citing", DOCUMENT);
    write(path, "references/formats.md", "# Formats");
    String before = digest(path);
    assertThat(digest(path)).isEqualTo(before);

    write(path, "references/formats.md", "# Format");
    String shorter = digest(path);
    skill(folder, "citing", DOCUMENT.replace("in brackets", "in italics"));

    assertThat(List.of(before, shorter, digest(path))).doesNotHaveDuplicates();
  }

  private static String digest(Path skill) {
    return Agent.named("a").model("m:n").instructions("Be.").skills(skill).build().digest();
  }
}
