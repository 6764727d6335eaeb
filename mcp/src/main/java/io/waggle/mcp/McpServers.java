package io.waggle.mcp;

import io.waggle.check.NearMiss;
import io.waggle.invocation.SecretSource;
import io.waggle.llm.ToolDeclaration;
import io.waggle.mcp.McpProperties.PinMode;
import io.waggle.mcp.McpServerProperties.McpToolProperties;
import io.waggle.tool.DefinitionException;
import io.waggle.tool.Effect;
import io.waggle.tool.ToolBox;
import io.waggle.tool.ToolDefinition;
import io.waggle.tool.ToolGroups;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools of the MCP servers that the settings name, as they are pinned. Agents in Markdown name
 * a server, or a tool with the server's name before it; those in Java take this bean:
 *
 * {@snippet :
 * @Bean
 * Agent librarian(McpServers mcp) {
 *   return Agent.named("librarian").model("openai:gpt-5-mini").instructions("…").tools(mcp.tools("files")).build();
 * }
 * }
 */
public final class McpServers implements ToolGroups, SecretSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(McpServers.class);

  private final McpProperties properties;
  private final Map<String, McpServer> servers = new TreeMap<>();
  private final Map<String, ToolBox> groups = new TreeMap<>();
  private final Map<String, String> missing = new TreeMap<>();

  private McpServers(McpProperties properties) {
    this.properties = properties;
  }

  /**
   * Reads the lock file, and asks those servers for their tools that are to be pinned. The others
   * are connected when a tool of theirs is called.
   *
   * @throws DefinitionException if the lock file cannot be read or written, or the settings name a
   *     tool that there is not
   */
  public static McpServers open(McpProperties properties) {
    McpServers all = new McpServers(properties);
    LockFile lock = LockFile.read(properties.lock());
    new TreeMap<>(properties.servers()).forEach((name, settings) -> all.add(name, settings, lock));
    return all;
  }

  private void add(String name, McpServerProperties settings, LockFile lock) {
    Optional<Map<String, PinnedTool>> pinned = pinned(name, settings, lock);
    if (pinned.isEmpty()) {
      return;
    }
    checkNames(name, settings, pinned.get());
    McpServer server = new McpServer(name, settings, pinned.get());
    Map<String, ToolDefinition> tools = new TreeMap<>();
    new TreeMap<>(pinned.get())
        .forEach(
            (tool, said) -> {
              ToolDefinition made = tool(name, server, settings, tool, said);
              Optional<String> problem =
                  tools.containsKey(made.name())
                      ? Optional.of("another one has the name '%s' already".formatted(made.name()))
                      : said.problem();
              problem.ifPresentOrElse(
                  why ->
                      LOG.warn(
                          "MCP server '{}': the tool '{}' is not offered, {}.", name, tool, why),
                  () -> tools.put(made.name(), made));
            });
    servers.put(name, server);
    groups.put(name, ToolBox.of(tools.values()));
  }

  private Optional<Map<String, PinnedTool>> pinned(
      String name, McpServerProperties settings, LockFile lock) {
    Optional<Map<String, PinnedTool>> before = lock.tools(name);
    boolean all = properties.pin() == PinMode.ALL;
    if ((before.isPresent() && !all) || properties.pin() == PinMode.NEVER) {
      if (before.isEmpty()) {
        missing.put(
            name,
            "the tools of the MCP server '%s' are not pinned in %s, and waggle.mcp.pin is 'never': start the worker once with waggle.mcp.pin=missing, and look at what was written."
                .formatted(name, lock.file()));
      }
      return before;
    }
    try (McpConnection connection = McpConnection.open(name, settings, changed -> {})) {
      Map<String, PinnedTool> tools = connection.tools();
      if (!before.equals(Optional.of(tools))) {
        lock.pin(name, tools);
        LOG.warn(
            "MCP server '{}': its {} tools are pinned in {}. Look at what it says of them, and keep the file in version control.",
            name,
            tools.size(),
            lock.file());
      }
      return Optional.of(tools);
    } catch (DefinitionException notWritten) {
      throw notWritten;
    } catch (RuntimeException e) {
      String why = Causes.sentence(e);
      if (before.isPresent()) {
        LOG.warn("MCP server '{}' stays pinned as it was: {}", name, why);
      } else {
        LOG.warn("MCP server '{}' has no tools yet: {}", name, why);
        missing.put(
            name,
            "the tools of the MCP server '%s' are not pinned yet, and it cannot be asked for them (%s): start it, and then the worker."
                .formatted(name, why));
      }
      return before;
    }
  }

  private static void checkNames(
      String name, McpServerProperties settings, Map<String, PinnedTool> pinned) {
    for (String key : settings.tools().keySet()) {
      List<String> fitting =
          pinned.keySet().stream().filter(tool -> McpServerProperties.isFor(key, tool)).toList();
      if (fitting.size() != 1) {
        throw new DefinitionException(
            fitting.isEmpty()
                ? "waggle.mcp.servers.%s.tools names '%s', a tool that the server does not have%s; it has %s."
                    .formatted(
                        name,
                        key,
                        NearMiss.hint(key, pinned.keySet()),
                        String.join(", ", new TreeMap<>(pinned).keySet()))
                : "waggle.mcp.servers.%s.tools names '%s', which may be each of %s: write \"[<name>]\"."
                    .formatted(name, key, String.join(", ", fitting)));
      }
    }
  }

  private static ToolDefinition tool(
      String name, McpServer server, McpServerProperties settings, String tool, PinnedTool said) {
    McpToolProperties own = settings.tool(tool);
    Optional<Effect> effect =
        Optional.ofNullable(own.effect())
            .or(() -> Optional.ofNullable(settings.effect()))
            .or(() -> settings.trustAnnotations() ? hinted(said) : Optional.empty());
    Boolean approve = own.approve() == null ? settings.approve() : own.approve();
    String description = said.description();
    return new ToolDefinition(
            new ToolDeclaration(
                ToolNames.of(name, tool),
                description.isEmpty()
                    ? "The tool '%s' of the MCP server '%s'.".formatted(tool, name)
                    : description,
                said.parameters()),
            effect.orElse(Effect.ONCE),
            settings.timeout(tool),
            new McpToolBody(server, tool, settings.maxResult()))
        .asked(approve == null ? effect.isEmpty() : approve);
  }

  private static Optional<Effect> hinted(PinnedTool said) {
    if (said.hints("readOnlyHint")) {
      return Optional.of(Effect.READ);
    }
    return said.hints("idempotentHint") ? Optional.of(Effect.IDEMPOTENT) : Optional.empty();
  }

  /**
   * @param server its name in the settings
   * @return its tools
   * @throws DefinitionException if there is no such server, or its tools are not known
   */
  public ToolBox tools(String server) {
    if (missing.containsKey(server)) {
      throw new DefinitionException(String.valueOf(missing.get(server)));
    }
    ToolBox tools = groups.get(server);
    if (tools == null) {
      throw new DefinitionException(
          "there is no MCP server '%s' under waggle.mcp.servers%s."
              .formatted(server, NearMiss.hint(server, groups.keySet())));
    }
    return tools;
  }

  /**
   * @param server its name in the settings
   * @param tool a tool's name, as the server or as models know it
   * @return the tool
   * @throws DefinitionException if there is no such tool
   */
  public ToolDefinition tool(String server, String tool) {
    ToolBox tools = tools(server);
    return tools
        .find(ToolNames.of(server, tool))
        .or(() -> tools.find(tool))
        .orElseThrow(
            () ->
                new DefinitionException(
                    "the MCP server '%s' has no tool '%s'%s; it has %s."
                        .formatted(
                            server,
                            tool,
                            NearMiss.hint(ToolNames.of(server, tool), tools.names()),
                            String.join(", ", tools.names()))));
  }

  /** Connects all of them, each on a thread of its own: what has changed is in the log early. */
  void look() {
    servers.forEach(
        (name, server) ->
            Thread.ofPlatform().daemon().name("mcp-%s-start".formatted(name)).start(server::look));
  }

  @Override
  public String kind() {
    return "an MCP server";
  }

  @Override
  public Map<String, ToolBox> groups() {
    return Map.copyOf(groups);
  }

  @Override
  public Map<String, String> missing() {
    return Map.copyOf(missing);
  }

  /** Values of headers and of variables, which are there to hold keys. */
  @Override
  public Collection<String> secrets() {
    List<String> all = new ArrayList<>(properties.server().tokens().values());
    for (McpServerProperties server : properties.servers().values()) {
      for (String header : server.headers().values()) {
        all.add(header);
        all.add(header.substring(header.indexOf(' ') + 1));
      }
      server.env().forEach(variable -> all.add(variable.substring(variable.indexOf('=') + 1)));
    }
    return all;
  }

  @Override
  public void close() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      servers.values().forEach(server -> threads.execute(server::close));
    }
  }
}
