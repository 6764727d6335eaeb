package io.waggle.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.bpmn.Cut;
import io.waggle.check.NearMiss;
import io.waggle.llm.ToolDeclaration;
import io.waggle.tool.Effect;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.ToolDefinition;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tool by which a model reads skills. It knows the files that were read with them, and touches
 * no file system: no path leads anywhere else.
 */
public final class SkillTool {
  /** Name of the tool. */
  public static final String NAME = "read_skill";

  private static final String SKILL = "skill";
  private static final String FILE = "file";
  private static final int LONGEST_PATH = 200;
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final List<Skill> skills;

  private SkillTool(List<Skill> skills) {
    this.skills = List.copyOf(skills);
  }

  /**
   * @param skills at least one, of different names
   * @return the tool, with effect {@code READ}
   */
  public static ToolDefinition of(List<Skill> skills) {
    SkillTool tool = new SkillTool(skills);
    return new ToolDefinition(
        new ToolDeclaration(
            NAME,
            "Read the instructions of a skill, or a file that they name. Scripts among the files are shown, nothing runs them.",
            tool.schema()),
        Effect.READ,
        TIMEOUT,
        (arguments, context) -> tool.read(arguments));
  }

  private ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ObjectNode skill = properties.putObject(SKILL).put("type", "string");
    skill.put("description", "Name of the skill.");
    skills.forEach(one -> skill.withArray("enum").add(one.name()));
    properties
        .putObject(FILE)
        .put("type", "string")
        .put("description", "Path of a file of the skill; without it, its instructions are shown.");
    schema.putArray("required").add(SKILL);
    return schema.put("additionalProperties", false);
  }

  private String read(JsonNode arguments) {
    String name = arguments.path(SKILL).asText();
    Skill skill =
        skills.stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new NothingDoneException("There is no skill '%s'.".formatted(name)));
    String path = arguments.path(FILE).asText("").strip();
    return path.isEmpty() || plain(path).equals(Skill.FILE)
        ? instructions(skill)
        : content(skill, path);
  }

  private static String instructions(Skill skill) {
    StringBuilder text = new StringBuilder(skill.instructions());
    if (skill.compatibility() != null) {
      text.append("\n\n[needs: ").append(skill.compatibility()).append(']');
    }
    if (!skill.files().isEmpty()) {
      text.append("\n\n[files of this skill, for %s: %s]".formatted(NAME, list(skill.files())));
    }
    return text.toString();
  }

  private static String content(Skill skill, String path) {
    List<SkillFile> files = skill.files();
    SkillFile file =
        files.stream()
            .filter(one -> one.path().equals(plain(path)))
            .findFirst()
            .orElseThrow(() -> new NothingDoneException(noFile(skill, path)));
    if (file.text() == null) {
      throw new NothingDoneException(
          "The skill '%s' has the file %s.".formatted(skill.name(), file.line()));
    }
    return file.text().isEmpty() ? "[the file is empty]" : file.text();
  }

  private static String noFile(Skill skill, String path) {
    List<String> paths = skill.files().stream().map(SkillFile::path).toList();
    return "The skill '%s' has no file '%s'%s; %s."
        .formatted(
            skill.name(),
            Cut.beginning(path, LONGEST_PATH),
            NearMiss.hint(path, paths),
            paths.isEmpty()
                ? "it has none"
                : "call %s without a file to see its files".formatted(NAME));
  }

  private static String list(List<SkillFile> files) {
    return files.stream().map(SkillFile::line).collect(Collectors.joining(", "));
  }

  /** Without the {@code ./} that texts often have before a file beside them. */
  private static String plain(String path) {
    String plain = path;
    while (plain.startsWith("./")) {
      plain = plain.substring(2);
    }
    return plain;
  }
}
