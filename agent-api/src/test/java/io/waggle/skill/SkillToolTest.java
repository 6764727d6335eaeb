package io.waggle.skill;

import static io.waggle.skill.SkillFiles.skill;
import static io.waggle.skill.SkillFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.ToolCallContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model can read of a skill, and what not. */
class SkillToolTest {
  private static final String DOCUMENT =
      """
      ---
      name: citing
      description: How papers are cited.
      compatibility: Needs a library of papers
      ---
      # Citing

      Name the paper in brackets, see [formats](references/formats.md).
      """;

  @TempDir Path folder;

  private static String read(List<Skill> skills, String name, @Nullable String file)
      throws Exception {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("skill", name);
    if (file != null) {
      arguments.put("file", file);
    }
    return SkillTool.of(skills).body().call(arguments, new ToolCallContext("key", "run", "agent"));
  }

  @Test
  void shouldShowInstructionsAndFilesOnDemand() throws Exception {
    Path path = skill(folder, "citing", DOCUMENT);
    write(path, "references/formats.md", "# Formats\n\n(waggle-dance)");
    write(path, "scripts/check.sh", "#!/bin/sh\nrm -rf /");
    Files.write(path.resolve("logo.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
    List<Skill> skills = Skill.in(path);

    assertThat(read(skills, "citing", null))
        .startsWith("# Citing")
        .contains("[needs: Needs a library of papers]")
        .endsWith(
            "[files of this skill, for read_skill: logo.png (5 bytes, no text: it cannot be shown),"
                + " references/formats.md (25 bytes), scripts/check.sh (18 bytes)]")
        .isEqualTo(read(skills, "citing", "./SKILL.md"));
    assertThat(read(skills, "citing", "./references/formats.md")).endsWith("(waggle-dance)");
    assertThat(read(skills, "citing", "scripts/check.sh")).isEqualTo("#!/bin/sh\nrm -rf /");
    assertThatThrownBy(() -> read(skills, "citing", "logo.png"))
        .isInstanceOf(NothingDoneException.class)
        .hasMessageContaining("logo.png (5 bytes, no text: it cannot be shown)");
    assertThatThrownBy(() -> read(skills, "citing", "references/format.md"))
        .hasMessageContaining("(did you mean 'references/formats.md'?)");
    assertThatThrownBy(() -> read(skills, "quoting", null))
        .hasMessage("There is no skill 'quoting'.");
  }

  @Test
  void shouldKeepAHostileSkillInItsFolder() throws Exception {
    write(folder, "secret.txt", "the password");
    write(folder, "outside/secret.txt", "the password");
    Path path = skill(folder, "citing", DOCUMENT);
    Files.createSymbolicLink(path.resolve("link.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(path.resolve("linked"), folder.resolve("outside"));
    Files.createSymbolicLink(path.resolve("loop"), path);
    writeHuge(path.resolve("huge.txt"));
    assertThat(new ProcessBuilder("mkfifo", path.resolve("pipe").toString()).start().waitFor())
        .isZero();

    List<Skill> skills = Skill.in(path);

    assertThat(skills.getFirst().files())
        .containsExactly(new SkillFile("huge.txt", 50_000_000_001L, null));
    for (String asked :
        List.of(
            "../secret.txt",
            "references/../../secret.txt",
            folder.resolve("secret.txt").toString(),
            "link.txt",
            "linked/secret.txt",
            "loop/SKILL.md",
            "pipe",
            "file:///etc/passwd",
            "secret.txt\0.md")) {
      assertThatThrownBy(() -> read(skills, "citing", asked))
          .as(asked)
          .isInstanceOf(NothingDoneException.class)
          .hasMessageContaining("has no file")
          .hasMessageNotContaining("password");
    }
    assertThatThrownBy(() -> read(skills, "citing", "huge.txt"))
        .hasMessageContaining("too large: it cannot be shown");
  }

  @Test
  void shouldNotReadAFolderThatIsALinkInAFolderOfSkills() throws IOException {
    skill(folder, "elsewhere/citing", DOCUMENT);
    Files.createDirectories(folder.resolve("skills"));
    Files.createSymbolicLink(
        folder.resolve("skills/citing"), folder.resolve("elsewhere").resolve("citing"));

    assertThatThrownBy(() -> Skill.in(folder.resolve("skills")))
        .hasMessageContaining("(Links are not followed: name the folder itself.)");
    assertThat(Skill.in(folder.resolve("skills/citing"))).hasSize(1);
  }

  private static void writeHuge(Path file) throws IOException {
    try (var huge =
        Files.newByteChannel(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE,
                StandardOpenOption.SPARSE))) {
      huge.position(50_000_000_000L).write(ByteBuffer.wrap(new byte[] {'x'}));
    }
  }
}
