package io.waggle.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A program for the conformance suite: it calls each tool of the server at an address once. */
final class ConformanceClient {
  private ConformanceClient() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("conformance");
    Path lock = folder.resolve("lock.json");
    Map<String, String> settings =
        Map.of("waggle.mcp.servers.suite.url", arguments[0], "waggle.mcp.lock", lock.toString());
    try (McpServers servers =
        McpServers.open(
            new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("waggle.mcp", McpProperties.class))) {
      for (ToolDefinition tool : servers.tools("suite").all()) {
        System.out.println(call(tool));
      }
    } finally {
      Files.deleteIfExists(lock);
      Files.delete(folder);
    }
  }

  /** Each argument that there must be is a number in what the suite offers. */
  private static String call(ToolDefinition tool) throws Exception {
    ObjectNode given = McpJson.MAPPER.createObjectNode();
    tool.declaration().parameters().path("required").forEach(name -> given.put(name.asText(), 2));
    return tool.body().call(given, new ToolCallContext("key-1", "run-1", "suite"));
  }
}
