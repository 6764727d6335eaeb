package io.waggle.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.process.FreePort;
import io.waggle.mcp.McpProperties.PinMode;
import io.waggle.tool.Effect;
import io.waggle.tool.NothingDoneException;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The servers that the protocol's authors publish on npm. */
class RealServersIT {
  private static final String EVERYTHING = "@modelcontextprotocol/server-everything/dist/index.js";
  private static final String FILESYSTEM = "@modelcontextprotocol/server-filesystem/dist/index.js";

  @TempDir Path folder;

  @Test
  void shouldReadAndWriteFilesOverPipes() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared")).toRealPath();
    Files.writeString(shared.resolve("a.txt"), "Bees dance.");
    try (McpServers servers =
        open(
            Map.of(
                "files.command",
                "node",
                "files.args[0]",
                NodePackages.script(FILESYSTEM),
                "files.args[1]",
                shared.toString(),
                "files.trust-annotations",
                "true"))) {
      String file = McpJson.MAPPER.writeValueAsString(shared.resolve("a.txt").toString());

      assertThat(call(servers.tool("files", "read_text_file"), "{\"path\":%s}".formatted(file)))
          .isEqualTo("Bees dance.");
      ToolDefinition write = servers.tool("files", "write_file");
      assertThat(write.effect()).isEqualTo(Effect.IDEMPOTENT);
      call(write, "{\"path\":%s,\"content\":\"They waggle.\"}".formatted(file));
      assertThat(shared.resolve("a.txt")).hasContent("They waggle.");
      assertThatExceptionOfType(NothingDoneException.class)
          .isThrownBy(
              () -> call(servers.tool("files", "read_text_file"), "{\"path\":\"/etc/hostname\"}"))
          .withMessageContaining("Access denied");
      assertThat(servers.tool("files", "read_text_file").effect()).isEqualTo(Effect.READ);
      assertThat(servers.tool("files", "move_file").effect()).isEqualTo(Effect.ONCE);
      assertThat(servers.tool("files", "move_file").asked()).isTrue();
    }
  }

  @Test
  void shouldCallEverythingOverPipes() throws Exception {
    try (McpServers servers =
        open(Map.of("every.command", "node", "every.args[0]", NodePackages.script(EVERYTHING)))) {
      checkEverything(servers);
    }
  }

  /** A server that was started anew does not know the session; it has not seen the call. */
  @Test
  void shouldCallEverythingOverHttpAlsoAfterItWasStartedAnew() throws Exception {
    int port = FreePort.find();
    Process process = everything(port);
    try (McpServers servers =
        open(Map.of("every.url", "http://127.0.0.1:%d/mcp".formatted(port)))) {
      checkEverything(servers);
      process.destroyForcibly().waitFor();
      process = everything(port);
      assertThat(call(servers.tool("every", "echo"), "{\"message\":\"again\"}"))
          .isEqualTo("Echo: again");
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process everything(int port) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("node", NodePackages.script(EVERYTHING), "streamableHttp")
            .redirectErrorStream(true);
    builder.environment().put("PORT", String.valueOf(port));
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.contains("listening")) {
      line = out.readLine();
    }
    return process;
  }

  private static void checkEverything(McpServers servers) throws Exception {
    assertThat(call(servers.tool("every", "echo"), "{\"message\":\"hello\"}"))
        .isEqualTo("Echo: hello");
    assertThat(call(servers.tool("every", "get-sum"), "{\"a\":2,\"b\":3}")).contains("5");
    assertThat(call(servers.tool("every", "get-tiny-image"), "{}"))
        .contains("[image, image/png, ")
        .hasSizeLessThan(1_000);
    assertThat(
            call(
                servers.tool("every", "trigger-long-running-operation"),
                "{\"duration\":0.2,\"steps\":2}"))
        .contains("completed");
  }

  private McpServers open(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    settings.forEach((name, value) -> all.put("waggle.mcp.servers." + name, value));
    all.put("waggle.mcp.lock", folder.resolve("lock.json").toString());
    all.put("waggle.mcp.pin", PinMode.MISSING.name());
    return McpServers.open(
        new Binder(new MapConfigurationPropertySource(all))
            .bindOrCreate("waggle.mcp", McpProperties.class));
  }

  private static String call(ToolDefinition tool, String arguments) throws Exception {
    JsonNode given = McpJson.MAPPER.readTree(arguments);
    return tool.body().call(given, new ToolCallContext("key-1", "run-1", "tester"));
  }
}
