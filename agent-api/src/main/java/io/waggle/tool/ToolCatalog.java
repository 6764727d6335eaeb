package io.waggle.tool;

import io.waggle.check.NearMiss;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tools that may be named in a text: each by its own name, and the tools of one holder together
 * by the holder's. Immutable.
 */
public final class ToolCatalog {
  private final Map<String, ToolBox> groups;

  private ToolCatalog(Map<String, ToolBox> groups) {
    this.groups = groups;
  }

  /**
   * @param holders by name; each a {@link ToolDefinition} or an object that has methods annotated
   *     {@link Tool}
   * @throws DefinitionException if a tool is faulty
   */
  public static ToolCatalog of(Map<String, ?> holders) {
    var groups = new TreeMap<String, ToolBox>();
    holders.forEach((name, holder) -> groups.put(name, ToolBox.of(holder)));
    return new ToolCatalog(groups);
  }

  /**
   * @param name a tool's or a holder's
   * @throws DefinitionException if there is none, or it is not clear which one is meant
   */
  public List<ToolDefinition> find(String name) {
    var holders = groups.keySet().stream().filter(group -> has(group, name)).toList();
    if (groups.containsKey(name)) {
      if (holders.isEmpty() || (holders.equals(List.of(name)) && box(name).all().size() == 1)) {
        return box(name).all();
      }
      throw new DefinitionException(
          "'%s' is a bean with tools and also a tool of %s: rename one."
              .formatted(name, String.join(", ", holders)));
    }
    if (holders.size() > 1) {
      throw new DefinitionException(
          "tool '%s' is in several beans: name one of them, %s."
              .formatted(name, String.join(", ", holders)));
    }
    if (holders.isEmpty()) {
      throw new DefinitionException(
          "no tool and no bean with tools is named '%s'%s; known are %s."
              .formatted(name, NearMiss.hint(name, names()), known()));
    }
    return box(holders.getFirst()).find(name).stream().toList();
  }

  private boolean has(String group, String tool) {
    return box(group).find(tool).isPresent();
  }

  private ToolBox box(String group) {
    return groups.getOrDefault(group, ToolBox.of());
  }

  private Set<String> names() {
    var names = new TreeSet<>(groups.keySet());
    groups.values().forEach(box -> names.addAll(box.names()));
    return names;
  }

  private String known() {
    return groups.isEmpty() ? "none" : String.join(", ", names());
  }
}
