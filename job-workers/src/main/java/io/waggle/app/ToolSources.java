package io.waggle.app;

import io.waggle.process.DeployedTools;
import io.waggle.tool.ToolCatalog;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolGroups;
import io.waggle.tool.ToolMethods;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Gathers the tools that files may name: of beans, of the settings {@code waggle.tools}, of groups.
 * They stay as they are while the worker lives.
 */
final class ToolSources {
  private final ListableBeanFactory beans;
  private final ToolProperties properties;
  private final ObjectProvider<DeployedTools> deployed;
  private @Nullable ToolCatalog known;

  ToolSources(
      ListableBeanFactory beans,
      ToolProperties properties,
      ObjectProvider<DeployedTools> deployed) {
    this.beans = beans;
    this.properties = properties;
    this.deployed = deployed;
  }

  synchronized ToolCatalog catalog() {
    if (known == null) {
      ToolCatalog catalog = ToolCatalog.of(holders());
      for (ToolGroups groups : beans.getBeansOfType(ToolGroups.class).values()) {
        catalog = catalog.with(groups);
      }
      known = catalog;
    }
    return known;
  }

  private Map<String, Object> holders() {
    var holders = new LinkedHashMap<String, Object>(properties.tools(deployed::getObject));
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
}
