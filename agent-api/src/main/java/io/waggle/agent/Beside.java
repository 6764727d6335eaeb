package io.waggle.agent;

import io.waggle.skill.Skill;
import io.waggle.tool.DefinitionException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is beside an agent's file, for what it names there. */
public interface Beside {
  /** For a text that is in no file: it can name nothing. */
  Beside NOTHING =
      new Beside() {
        @Override
        public Optional<String> text(String name) {
          return Optional.empty();
        }

        @Override
        public List<Skill> skills(String folder) {
          throw new DefinitionException(
              "Skills are to be read from '%s', and it is not known beside what."
                  .formatted(folder));
        }
      };

  /**
   * @param file in a file system
   */
  static Beside of(Path file) {
    return new Beside() {
      @Override
      public Optional<String> text(String name) {
        Path other = file.resolveSibling(name);
        return Files.isRegularFile(other)
            ? Optional.of(AgentFiles.content(other))
            : Optional.empty();
      }

      @Override
      public List<Skill> skills(String folder) {
        try {
          return Skill.in(file.resolveSibling(folder));
        } catch (InvalidPathException malformed) {
          throw new DefinitionException(
              "Skills are to be read from '%s', which is not a path: %s."
                  .formatted(folder, malformed.getReason()),
              malformed);
        }
      }
    };
  }

  /**
   * @param name of a file
   * @return its content; empty if there is no such file
   */
  Optional<String> text(String name);

  /**
   * @param folder relative to the agent's file, or absolute
   * @return the skills of it, see {@link Skill#in}
   * @throws DefinitionException if it has none, or a faulty one
   */
  List<Skill> skills(String folder);
}
