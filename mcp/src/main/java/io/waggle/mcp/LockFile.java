package io.waggle.mcp;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.waggle.tool.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The file in which the tools of MCP servers are pinned: what a model is told of a tool is what
 * stands here, whatever the server says today.
 */
final class LockFile {
  /** What cannot be seen, or seems to be something else, can be seen by its number. */
  private static final ObjectWriter WRITER =
      McpJson.MAPPER.writerWithDefaultPrettyPrinter().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private final Path file;
  private final Map<String, Map<String, PinnedTool>> servers;

  private LockFile(Path file, Map<String, Map<String, PinnedTool>> servers) {
    this.file = file;
    this.servers = servers;
  }

  /**
   * @param file that may be missing
   * @throws DefinitionException if it cannot be read
   */
  static LockFile read(Path file) {
    if (!Files.exists(file)) {
      return new LockFile(file, new TreeMap<>());
    }
    try {
      Map<String, Map<String, PinnedTool>> servers =
          McpJson.MAPPER.readValue(Files.readString(file), new TypeReference<>() {});
      return new LockFile(file, new TreeMap<>(servers));
    } catch (JacksonException e) {
      throw new DefinitionException(
          "waggle.mcp.lock: %s is no lock file of MCP tools (%s): mend it, or delete it to have it written anew."
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DefinitionException(
          "waggle.mcp.lock: %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * @return the server's tools by their names; empty if nothing is pinned
   */
  Optional<Map<String, PinnedTool>> tools(String server) {
    @Nullable Map<String, PinnedTool> tools = servers.get(server);
    return Optional.ofNullable(tools).map(Map::copyOf);
  }

  /**
   * Pins the tools of a server, in the file.
   *
   * @throws DefinitionException if it cannot be written
   */
  void pin(String server, Map<String, PinnedTool> tools) {
    servers.put(server, new TreeMap<>(tools));
    try {
      Path absolute = file.toAbsolutePath();
      Path folder = absolute.getParent();
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "mcp-tools", ".draft");
      try {
        Files.writeString(draft, WRITER.writeValueAsString(servers) + "\n");
        Files.move(draft, absolute, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new DefinitionException(
          "waggle.mcp.lock: the tools of the MCP server '%s' cannot be pinned in %s: %s. Name a file that can be written, or write it elsewhere and set waggle.mcp.pin=never."
              .formatted(server, file, e),
          e);
    }
  }

  Path file() {
    return file;
  }
}
