package io.waggle.tool;

import java.util.Map;

/**
 * Tools that come from elsewhere than from Java methods. As a bean of a worker, it gives them to
 * agents in Markdown, which name a group, or a tool.
 */
public interface ToolGroups {
  /**
   * @return what a group is, with an article, for messages: {@code an MCP server}
   */
  String kind();

  /**
   * @return the tools, by the names of their groups
   */
  Map<String, ToolBox> groups();

  /**
   * Groups whose tools are not known now. Agents that name one cannot be held.
   *
   * @return by the names of the groups, a sentence that says why, and what to do
   */
  Map<String, String> missing();
}
