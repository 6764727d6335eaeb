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
  private final Map<String, String> missing;

  private ToolCatalog(Map<String, ToolBox> groups, Map<String, String> missing) {
    this.groups = groups;
    this.missing = Map.copyOf(missing);
  }

  /**
   * @param holders by name; each a {@link ToolDefinition} or an object that has methods annotated
   *     {@link Tool}
   * @throws DefinitionException if a tool is faulty
   */
  public static ToolCatalog of(Map<String, ?> holders) {
    var groups = new TreeMap<String, ToolBox>();
    holders.forEach((name, holder) -> groups.put(name, ToolBox.of(holder)));
    return new ToolCatalog(groups, Map.of());
  }

  /**
   * @param more tools of other origins, by names that no holder has
   * @return this catalog, and theirs
   * @throws DefinitionException if a holder is named as a group is
   */
  public ToolCatalog with(ToolGroups more) {
    var all = new TreeMap<>(groups);
    more.groups()
        .forEach(
            (name, box) -> {
              if (all.putIfAbsent(name, box) != null) {
                throw new DefinitionException(
                    "'%s' is a bean with tools and also %s: rename one."
                        .formatted(name, more.kind()));
              }
            });
    var unknown = new TreeMap<>(missing);
    unknown.putAll(more.missing());
    return new ToolCatalog(all, unknown);
  }

  /**
   * @param name a tool's or a holder's, or both with a dot between them
   * @throws DefinitionException if there is none, or it is not clear which one is meant
   */
  public List<ToolDefinition> find(String name) {
    int dot = name.indexOf('.');
    String group = dot < 0 ? name : name.substring(0, dot);
    if (missing.containsKey(group)) {
      throw new DefinitionException(missing.get(group));
    }
    return dot < 0 ? findPlain(name) : findIn(group, name.substring(dot + 1), name);
  }

  /** A group may have put its own name in front of its tools' names. */
  private List<ToolDefinition> findIn(String group, String tool, String name) {
    return box(group)
        .find(tool)
        .or(() -> box(group).find(group + "_" + tool))
        .map(List::of)
        .orElseThrow(
            () ->
                new DefinitionException(
                    "no tool is named '%s'%s; known are %s."
                        .formatted(name, NearMiss.hint(tool, names()), known())));
  }

  private List<ToolDefinition> findPlain(String name) {
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
