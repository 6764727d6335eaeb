package io.waggle.skill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Skills of tests, as files. */
final class SkillFiles {
  private SkillFiles() {}

  /** A skill with this document in a folder of its own, which is given back. */
  static Path skill(Path folder, String name, String document) throws IOException {
    Path skill = Files.createDirectories(folder.resolve(name));
    Files.writeString(skill.resolve(Skill.FILE), document);
    return skill;
  }

  static void write(Path skill, String name, String text) throws IOException {
    Path file = skill.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
