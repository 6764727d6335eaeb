package io.waggle.app;

import io.waggle.agent.Agent;
import io.waggle.agent.AgentFiles;
import io.waggle.agent.Agents;
import io.waggle.agent.Agents.Defined;
import io.waggle.engine.DeployedModels;
import io.waggle.process.DeployedTools;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.ToolCatalog;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolGroups;
import io.waggle.tool.ToolMethods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Gathers the {@link Agents} of this worker: {@link Agent} beans, {@code agents/*.md} on the class
 * path, and the folder {@code waggle.agents.location}. Files may use the tools of all beans.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AgentsProperties.class, ToolProperties.class})
public class AgentConfiguration {
  private static final String ON_CLASS_PATH = "classpath*:agents/*.md";

  @Bean
  DeployedTools waggleDeployedTools(DeployedModels models) {
    return new DeployedTools(models);
  }

  @Bean
  Agents waggleAgents(
      ListableBeanFactory beans,
      AgentsProperties properties,
      ToolProperties tools,
      ObjectProvider<DeployedTools> deployed)
      throws IOException {
    var found = new ArrayList<Defined>();
    beans
        .getBeansOfType(Agent.class)
        .forEach((name, agent) -> found.add(new Defined("bean '" + name + "'", agent)));
    List<Resource> resources =
        Arrays.stream(new PathMatchingResourcePatternResolver().getResources(ON_CLASS_PATH))
            .sorted(Comparator.comparing(Resource::getDescription))
            .toList();
    if (!resources.isEmpty() || properties.location() != null) {
      var files = new AgentFiles(catalog(beans, tools.tools(deployed.getObject())));
      for (Resource resource : resources) {
        found.add(files.read(origin(resource), content(resource), name -> beside(resource, name)));
      }
      if (properties.location() != null) {
        found.addAll(files.readAll(folder(properties.location())));
      }
    }
    if (found.isEmpty()) {
      throw new DefinitionException(
          "This worker holds no agents: declare an Agent bean, put agents/*.md on the class path, or set waggle.agents.location.");
    }
    return Agents.of(found);
  }

  private static Path folder(Path location) {
    if (!Files.isDirectory(location)) {
      throw new DefinitionException(
          "waggle.agents.location is '%s', which is no folder: make it, or leave the setting out."
              .formatted(location));
    }
    return location;
  }

  private static ToolCatalog catalog(
      ListableBeanFactory beans, Map<String, ToolDefinition> configured) {
    ToolCatalog catalog = ToolCatalog.of(holders(beans, configured));
    for (ToolGroups groups : beans.getBeansOfType(ToolGroups.class).values()) {
      catalog = catalog.with(groups);
    }
    return catalog;
  }

  private static Map<String, Object> holders(
      ListableBeanFactory beans, Map<String, ToolDefinition> configured) {
    var holders = new LinkedHashMap<String, Object>(configured);
    for (String name : beans.getBeanNamesForType(Object.class, false, false)) {
      Class<?> type = beans.getType(name, false);
      if (type != null && (ToolDefinition.class.isAssignableFrom(type) || isHolder(type))) {
        holders.put(name, beans.getBean(name));
      }
    }
    return holders;
  }

  /** Beans of libraries may have methods with types that are not on the class path. */
  private static boolean isHolder(Class<?> type) {
    try {
      return ToolMethods.isHolder(type);
    } catch (LinkageError e) {
      return false;
    }
  }

  private static String origin(Resource resource) throws IOException {
    return resource.getURL().toString();
  }

  private static Optional<String> beside(Resource resource, String name) {
    try {
      Resource other = resource.createRelative(name);
      return other.isReadable() ? Optional.of(content(other)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Resource resource) throws IOException {
    return resource.getContentAsString(StandardCharsets.UTF_8);
  }
}
