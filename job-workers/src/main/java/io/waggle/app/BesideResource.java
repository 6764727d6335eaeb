package io.waggle.app;

import io.waggle.agent.Beside;
import io.waggle.skill.Skill;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;

/**
 * What is beside an agent's file on the class path.
 *
 * @param file the agent's
 */
record BesideResource(Resource file) implements Beside {
  @Override
  public Optional<String> text(String name) {
    try {
      Resource other = file.createRelative(name);
      return other.isReadable() ? Optional.of(AgentSources.content(other)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Skill> skills(String folder) {
    try {
      return Skill.beside(file.getURL(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
