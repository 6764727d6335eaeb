package io.waggle.mcp;

import io.waggle.tool.Effect;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * One MCP server: a command that is started and spoken to over its standard input and output, or an
 * address that speaks streamable HTTP.
 *
 * @param command program to start; without a shell
 * @param args its arguments
 * @param env its variables of the environment, each NAME=value. It gets no other ones but PATH and
 *     HOME.
 * @param directory that it is started in; absent: the worker's
 * @param url of a server that speaks streamable HTTP, with its path
 * @param headers that are sent to it with each request
 * @param timeout of a call, in which it has to answer
 * @param connectTimeout in which it has to be started and to say what tools it has
 * @param maxResult characters of an answer that are kept, 100 to 1,000,000
 * @param maxMessage bytes of one message that are read, 1KB to 64MB; a larger one is dropped, and
 *     the model is told
 * @param trustAnnotations whether the server is believed what it says about the effects of its
 *     tools
 * @param effect of its tools, where nothing else is said; absent: unknown
 * @param approve whether a person approves calls of its tools, where nothing else is said; absent:
 *     of those whose effect is unknown
 * @param tools what is said of single tools, by the names that the server gives them
 */
public record McpServerProperties(
    @Nullable String command,
    @DefaultValue List<String> args,
    @DefaultValue List<String> env,
    @Nullable Path directory,
    @Nullable URI url,
    @DefaultValue Map<String, String> headers,
    @DefaultValue("PT1M") Duration timeout,
    @DefaultValue("PT30S") Duration connectTimeout,
    @DefaultValue("100000") int maxResult,
    @DefaultValue("8MB") DataSize maxMessage,
    @DefaultValue("false") boolean trustAnnotations,
    @Nullable Effect effect,
    @Nullable Boolean approve,
    @DefaultValue Map<String, McpToolProperties> tools) {

  public McpServerProperties {
    args = List.copyOf(args);
    env = List.copyOf(env);
    headers = Map.copyOf(headers);
    tools = Map.copyOf(tools);
  }

  /**
   * What is said of one tool.
   *
   * @param effect what calling it again would do; absent: the server's setting
   * @param approve whether a person approves its calls; absent: the server's setting
   * @param timeout of a call; absent: the server's setting
   */
  public record McpToolProperties(
      @Nullable Effect effect, @Nullable Boolean approve, @Nullable Duration timeout) {
    static final McpToolProperties NONE = new McpToolProperties(null, null, null);
  }

  /**
   * Of a key without brackets Spring keeps letters, digits and dashes alone.
   *
   * @param name of a tool
   * @return what is said of it
   */
  McpToolProperties tool(String name) {
    return tools.entrySet().stream()
        .filter(entry -> isFor(entry.getKey(), name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(McpToolProperties.NONE);
  }

  static boolean isFor(String key, String tool) {
    return key.equals(tool) || key.equals(tool.replaceAll("[^A-Za-z0-9-]", ""));
  }

  Duration timeout(String tool) {
    Duration own = tool(tool).timeout();
    return own == null ? timeout : own;
  }

  /**
   * @return the longest time that any tool's call may take
   */
  Duration longest() {
    Duration longest = timeout;
    for (McpToolProperties said : tools.values()) {
      longest = said.timeout() == null ? longest : max(longest, said.timeout());
    }
    return longest;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? b : a;
  }
}
