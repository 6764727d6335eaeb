package io.waggle.app;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentFiles;
import io.waggle.agent.Agents;
import io.waggle.agent.Agents.Defined;
import io.waggle.memory.MemoryTools;
import io.waggle.tool.DefinitionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Gathers the {@link Agents} of this worker: {@link Agent} beans, {@code agents/*.md} on the class
 * path, and the folder {@code waggle.agents.location}. Files may use the tools of {@link
 * ToolSources}.
 */
final class AgentSources {
  private static final String ON_CLASS_PATH = "classpath*:agents/*.md";

  private final ListableBeanFactory beans;
  private final AgentsProperties properties;
  private final ToolSources tools;
  private final ObjectProvider<MemoryTools> memories;

  AgentSources(
      ListableBeanFactory beans,
      AgentsProperties properties,
      ToolSources tools,
      ObjectProvider<MemoryTools> memories) {
    this.beans = beans;
    this.tools = tools;
    this.properties = properties;
    this.memories = memories;
  }

  /**
   * @return the agents as their files are now
   * @throws DefinitionException if there is none, or anything is wrong with one
   */
  Agents read() throws IOException {
    var found = new ArrayList<Defined>();
    beans
        .getBeansOfType(Agent.class)
        .forEach((name, agent) -> found.add(new Defined("bean '" + name + "'", agent)));
    List<Resource> resources =
        Arrays.stream(new PathMatchingResourcePatternResolver().getResources(ON_CLASS_PATH))
            .sorted(Comparator.comparing(Resource::getDescription))
            .toList();
    if (!resources.isEmpty() || properties.location() != null) {
      var files = new AgentFiles(tools.catalog());
      for (Resource resource : resources) {
        found.add(files.read(origin(resource), content(resource), new BesideResource(resource)));
      }
      if (properties.location() != null) {
        found.addAll(files.readAll(folder(properties.location())));
      }
    }
    if (found.isEmpty()) {
      throw new DefinitionException(
          "This worker holds no agents: declare an Agent bean, put agents/*.md on the class path, or set waggle.agents.location.");
    }
    return Agents.of(
        found.stream().map(one -> new Defined(one.origin(), withMemory(one.agent()))).toList());
  }

  /** The journal is opened before the agents are known only where one of them needs it. */
  private Agent withMemory(Agent agent) {
    return agent.memory() == null ? agent : memories.getObject().addTo(agent);
  }

  private static Path folder(Path location) {
    if (!Files.isDirectory(location)) {
      throw new DefinitionException(
          "waggle.agents.location is '%s', which is no folder: make it, or leave the setting out."
              .formatted(location));
    }
    return location;
  }

  private static String origin(Resource resource) throws IOException {
    return resource.getURL().toString();
  }

  static String content(Resource resource) throws IOException {
    return resource.getContentAsString(StandardCharsets.UTF_8);
  }
}
