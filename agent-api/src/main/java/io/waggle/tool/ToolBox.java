package io.waggle.tool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tools of different names.
 *
 * @param all in the order in which they were given
 */
public record ToolBox(List<ToolDefinition> all) {

  /**
   * @throws DefinitionException if two tools have one name
   */
  public ToolBox {
    all = List.copyOf(all);
    var seen = new HashMap<String, ToolDefinition>();
    for (ToolDefinition tool : all) {
      var other = seen.putIfAbsent(tool.name(), tool);
      if (other != null) {
        throw new DefinitionException(
            "two tools are named '%s', %s and %s; rename one with @Tool(name = …)."
                .formatted(tool.name(), origin(other), origin(tool)));
      }
    }
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
    return new ToolBox(tools);
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
    return all.stream().filter(tool -> tool.name().equals(name)).findFirst();
  }

  public Set<String> names() {
    return all.stream()
        .map(ToolDefinition::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }
}
