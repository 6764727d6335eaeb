package io.waggle.tool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tools by name, in the order in which they were given. Immutable. */
public final class ToolBox {
  private final Map<String, ToolDefinition> byName;

  private ToolBox(Map<String, ToolDefinition> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * @param tools of different names
   * @throws DefinitionException if two have one name
   */
  public static ToolBox of(Collection<ToolDefinition> tools) {
    var byName = new LinkedHashMap<String, ToolDefinition>();
    for (ToolDefinition tool : tools) {
      var other = byName.putIfAbsent(tool.name(), tool);
      if (other != null) {
        throw new DefinitionException(
            "two tools are named '%s', %s and %s; rename one with @Tool(name = …)."
                .formatted(tool.name(), origin(other), origin(tool)));
      }
    }
    return new ToolBox(byName);
  }

  /**
   * @param parts each a {@link ToolDefinition}, a collection of them, a {@link ToolBox}, or an
   *     object that has methods annotated {@link Tool}
   * @throws DefinitionException if a part is none of these, a tool is faulty, or two have one name
   */
  public static ToolBox of(Object... parts) {
    var tools = new ArrayList<ToolDefinition>();
    for (Object part : parts) {
      add(tools, part);
    }
    return of(tools);
  }

  private static void add(List<ToolDefinition> tools, Object part) {
    switch (part) {
      case ToolDefinition tool -> tools.add(tool);
      case ToolBox box -> tools.addAll(box.all());
      case Collection<?> several -> several.forEach(one -> add(tools, one));
      default -> tools.addAll(ToolMethods.of(part));
    }
  }

  private static String origin(ToolDefinition tool) {
    return tool.body() instanceof MethodTool method
        ? method.toString()
        : "a " + ToolDefinition.class.getSimpleName();
  }

  public Optional<ToolDefinition> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public List<ToolDefinition> all() {
    return List.copyOf(byName.values());
  }

  public Set<String> names() {
    return byName.keySet();
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }
}
