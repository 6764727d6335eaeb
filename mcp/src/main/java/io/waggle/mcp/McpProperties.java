package io.waggle.mcp;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * MCP servers whose tools agents may use, and agents that MCP clients may use.
 *
 * @param lock file in which the tools of all servers are pinned: names, descriptions, schemas.
 *     Belongs into version control, beside the agents
 * @param pin what is written into the lock file when the worker starts: missing (of servers that
 *     are not in it yet), never, or all (whatever the servers say now)
 * @param servers by name: 1 to 24 of a-z, 0-9 and, inside, -; the name is in front of its tools'
 *     names
 * @param server the other way round: agents of this worker as tools for MCP clients
 */
@ConfigurationProperties(prefix = "waggle.mcp", ignoreUnknownFields = false)
public record McpProperties(
    @DefaultValue("mcp-tools.lock.json") Path lock,
    @DefaultValue("missing") PinMode pin,
    @DefaultValue Map<String, McpServerProperties> servers,
    @NestedConfigurationProperty @DefaultValue OfferedAgents server) {

  /** When tools are pinned. */
  public enum PinMode {
    /** Of servers that are not in the lock file. */
    MISSING,
    /** Never: a server that is not in the lock file has no tools. */
    NEVER,
    /** Of all servers that answer, for one start: a person accepts what they say now. */
    ALL
  }

  /**
   * @throws IllegalArgumentException if a server has no proper name, or no proper settings
   */
  public McpProperties {
    servers = Map.copyOf(servers);
    new TreeMap<>(servers).forEach(McpServerCheck::check);
  }
}
