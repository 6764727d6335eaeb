package io.waggle.skill;

import io.waggle.tool.DefinitionException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instructions for a kind of work, with their files, in the format of the <a
 * href="https://agentskills.io/specification">Agent Skills specification</a>. Agents see name and
 * description, and read the rest when they need it. All of it is read once, by {@link #in} or
 * {@link #onClassPath}; what happens to the folder later changes nothing.
 *
 * @param name as its folder is named: 1 to 64 of {@code a-z}, {@code 0-9} and, inside, single
 *     {@code -}
 * @param description what it does and when to use it, 1 to 1,024 characters: the model decides by
 *     it
 * @param license its license, or the name of the file that has it; null: nothing is said
 * @param compatibility what it needs, up to 500 characters; null: nothing is said
 * @param metadata what its author says besides
 * @param allowedTools tools that it recommends. An agent has its own tools and no others, and this
 *     approves none.
 * @param instructions the body of its {@code SKILL.md}
 * @param files all other files of its folder, sorted by path
 */
public record Skill(
    String name,
    String description,
    @Nullable String license,
    @Nullable String compatibility,
    Map<String, String> metadata,
    List<String> allowedTools,
    String instructions,
    List<SkillFile> files) {
  /** The file that makes a folder a skill. */
  public static final String FILE = "SKILL.md";

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DESCRIPTION = 1_024;
  private static final int LONGEST_COMPATIBILITY = 500;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /**
   * @throws DefinitionException with a sentence that names the skill, if anything is wrong with it
   */
  public Skill {
    description = description.strip();
    instructions = instructions.strip();
    metadata = Map.copyOf(metadata);
    allowedTools = List.copyOf(allowedTools);
    files = files.stream().sorted(Comparator.comparing(SkillFile::path)).toList();
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new DefinitionException(
          "'%s' is not a skill's name: it can be 1 to 64 of a-z, 0-9 and, inside, single '-'."
              .formatted(name));
    }
    if (description.isEmpty()) {
      throw wrong(name, "has no description: say what it does and when to use it.");
    }
    checkLength(name, "description", description, LONGEST_DESCRIPTION);
    if (compatibility != null) {
      checkLength(name, "compatibility", compatibility, LONGEST_COMPATIBILITY);
    }
    if (instructions.isEmpty()) {
      throw wrong(name, "has no instructions: write them below the front matter.");
    }
  }

  /**
   * Reads skills of a folder. Files are regular files within it: links are not followed, hidden
   * files left out. At most 500 files and 10,000,000 bytes of text a skill.
   *
   * @param folder a skill, which has a {@value #FILE}, or a folder of skills
   * @return the skill, or all skills that the folder has, by name; never empty
   * @throws DefinitionException with a sentence that names the file, if there is none or one is
   *     faulty
   */
  public static List<Skill> in(Path folder) {
    return SkillReader.read(FolderTree.of(folder));
  }

  /**
   * Reads skills of a folder on the class path, within a jar or not; as {@link #in}.
   *
   * @param folder for example {@code skills/citing}, from the root of the class path
   * @throws DefinitionException with a sentence that names the file, if there is none or one is
   *     faulty
   */
  public static List<Skill> onClassPath(String folder) {
    return SkillReader.read(ResourceTree.named(folder));
  }

  /**
   * Reads skills of a folder beside a file of the class path; as {@link #onClassPath}.
   *
   * @param file of the class path, within a jar or not
   * @param folder relative to it
   * @throws DefinitionException with a sentence that names the file, if there is none or one is
   *     faulty
   */
  public static List<Skill> beside(URL file, String folder) {
    return SkillReader.read(ResourceTree.of(file, folder));
  }

  /**
   * Tells this skill from other versions of it: a digest of all texts in it, and of the names and
   * sizes of its other files.
   *
   * @return 16 hexadecimal digits, the same in every JVM
   */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, name, description, license, compatibility);
      new TreeMap<>(metadata).forEach((key, value) -> add(digest, key, value));
      add(digest, allowedTools.toString(), instructions);
      files.forEach(file -> add(digest, file.path(), String.valueOf(file.bytes()), file.text()));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Each with its length before it, so that no two lists of texts are one. */
  private static void add(MessageDigest digest, @Nullable String... texts) {
    for (String text : texts) {
      String some = text == null ? "" : text;
      digest.update((some.length() + ":" + some).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void checkLength(String name, String what, String text, int most) {
    if (text.length() > most) {
      throw wrong(
          name,
          "has a %s of %,d characters; it can have up to %,d."
              .formatted(what, text.length(), most));
    }
  }

  static DefinitionException wrong(String skill, String what) {
    return new DefinitionException("Skill '" + skill + "' " + what);
  }
}
