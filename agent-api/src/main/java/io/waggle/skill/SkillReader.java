package io.waggle.skill;

import io.waggle.check.MarkdownParts;
import io.waggle.check.NearMiss;
import io.waggle.tool.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes skills of the files of a folder. */
final class SkillReader {
  private static final int MOST_FILES = 500;
  private static final long MOST_BYTES = 10_000_000;

  private SkillReader() {}

  /**
   * @param tree a skill, or a folder of skills
   * @return at least one, by name
   */
  static List<Skill> read(FileTree tree) {
    refuseOtherSpelling(tree);
    if (tree.files().containsKey(Skill.FILE)) {
      return List.of(skill(tree));
    }
    TreeSet<String> folders = new TreeSet<>();
    for (String path : tree.files().keySet()) {
      if (path.contains("/")) {
        folders.add(path.substring(0, path.indexOf('/')));
      }
    }
    List<Skill> found = new ArrayList<>();
    for (String folder : folders) {
      FileTree part = tree.below(folder);
      refuseOtherSpelling(part);
      if (part.files().containsKey(Skill.FILE)) {
        found.add(skill(part));
      }
    }
    if (found.isEmpty()) {
      throw new DefinitionException(
          "Skills are to be read from '%s', which has no %s, and no folder in it has one. (Links are not followed: name the folder itself.)"
              .formatted(tree.origin(), Skill.FILE));
    }
    return found;
  }

  private static void refuseOtherSpelling(FileTree tree) {
    if (!tree.files().containsKey(Skill.FILE)) {
      tree.files().keySet().stream()
          .filter(Skill.FILE::equalsIgnoreCase)
          .findFirst()
          .ifPresent(
              other -> {
                throw new DefinitionException(
                    "The folder '%s' has a file '%s': call it %s."
                        .formatted(tree.origin(), other, Skill.FILE));
              });
    }
  }

  private static Skill skill(FileTree tree) {
    String origin = tree.origin() + "/" + Skill.FILE;
    if (tree.files().size() > MOST_FILES + 1) {
      throw new DefinitionException(
          "The skill in '%s' has %,d files; it can have up to %,d."
              .formatted(tree.origin(), tree.files().size(), MOST_FILES));
    }
    List<SkillFile> files = new ArrayList<>();
    String document = null;
    long bytes = 0;
    for (Map.Entry<String, FileTree.Content> entry : tree.files().entrySet()) {
      SkillFile file = file(tree, entry.getKey(), entry.getValue());
      bytes += file.text() == null ? 0 : file.bytes();
      if (bytes > MOST_BYTES) {
        throw new DefinitionException(
            "The skill in '%s' has more than %,d bytes of text: leave some of it out."
                .formatted(tree.origin(), MOST_BYTES));
      }
      if (entry.getKey().equals(Skill.FILE)) {
        document = file.text();
      } else {
        files.add(file);
      }
    }
    if (document == null) {
      throw new DefinitionException(
          "%s is no text in UTF-8 of up to %,d bytes.".formatted(origin, SkillFile.MAX_BYTES));
    }
    return skill(origin, tree.name(), document, files);
  }

  private static Skill skill(String origin, String folder, String document, List<SkillFile> files) {
    MarkdownParts parts;
    try {
      parts = MarkdownParts.of(document);
    } catch (IllegalArgumentException e) {
      throw new DefinitionException("%s %s".formatted(origin, e.getMessage()), e);
    }
    SkillHead head = SkillHead.read(origin, parts);
    if (!head.name().equals(folder)) {
      throw new DefinitionException(
          "%s has the name '%s'%s, but its folder is '%s': they must be the same."
              .formatted(origin, head.name(), NearMiss.hint(head.name(), List.of(folder)), folder));
    }
    try {
      return head.skill(parts.body(), files);
    } catch (DefinitionException e) {
      throw new DefinitionException("%s: %s".formatted(origin, e.getMessage()), e);
    }
  }

  private static SkillFile file(FileTree tree, String path, FileTree.Content content) {
    if (content.size() > SkillFile.MAX_BYTES) {
      return new SkillFile(path, content.size(), null);
    }
    try (InputStream in = content.open()) {
      // a file may have grown since it was listed
      byte[] bytes = in.readNBytes(SkillFile.MAX_BYTES + 1);
      return new SkillFile(
          path, bytes.length, bytes.length > SkillFile.MAX_BYTES ? null : text(bytes));
    } catch (IOException e) {
      throw new DefinitionException(
          "'%s' of the skill in '%s' cannot be read: %s."
              .formatted(path, tree.origin(), e.getMessage()),
          e);
    }
  }

  private static @Nullable String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') >= 0 ? null : text;
    } catch (CharacterCodingException binary) {
      return null;
    }
  }
}
