package io.waggle.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.process.FreePort;
import io.waggle.mcp.McpProperties.PinMode;
import io.waggle.tool.ToolCallContext;
import io.waggle.tool.ToolDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The server of {@code hostile.mjs}, and what it does; closed with its processes. */
final class Hostile implements AutoCloseable {
  private static final String SCRIPT =
      Path.of("src/test/npm/hostile.mjs").toAbsolutePath().toString();

  private final Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final List<Runnable> open = new ArrayList<>();

  private Hostile(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder for its files
   */
  static Hostile overPipes(Path folder) {
    NodePackages.requireNode();
    return new Hostile(folder)
        .with("command", "node")
        .with("args[0]", SCRIPT)
        .with("env[0]", "STORY=" + folder.resolve("story"))
        .with("env[1]", "OTHER=" + folder.resolve("other"));
  }

  /**
   * @param arguments of the script
   */
  static Hostile overHttp(Path folder, String... arguments) {
    NodePackages.requireNode();
    Hostile hostile = new Hostile(folder);
    return hostile
        .with("url", "http://127.0.0.1:%d/mcp".formatted(hostile.serve(FreePort.find(), arguments)))
        .with("headers.Authorization", "Bearer let-me-in");
  }

  /** Starts the server, which may be there again after {@link #kill}; returns its port. */
  int serve(int port, String... arguments) {
    List<String> command = new ArrayList<>(List.of("node", SCRIPT, "http"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PORT", String.valueOf(port));
    builder.environment().put("STORY", folder.resolve("story").toString());
    builder.environment().put("OTHER", folder.resolve("other").toString());
    try {
      Process process = builder.start();
      open.add(() -> process.destroyForcibly().onExit().join());
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      return Integer.parseInt(out.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A setting of the server. */
  Hostile with(String setting, String value) {
    settings.put("waggle.mcp.servers.bad." + setting, value);
    return this;
  }

  Path lock() {
    return folder.resolve("tools.lock.json");
  }

  McpProperties properties(PinMode mode) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("waggle.mcp.lock", lock().toString());
    all.put("waggle.mcp.pin", mode.name());
    return new Binder(new MapConfigurationPropertySource(all))
        .bindOrCreate("waggle.mcp", McpProperties.class);
  }

  McpServers open() {
    return open(PinMode.MISSING);
  }

  McpServers open(PinMode mode) {
    McpServers servers = McpServers.open(properties(mode));
    open.add(servers::close);
    return servers;
  }

  /** Calls a tool as a worker does, with the key {@code key-1}. */
  static String call(McpServers servers, String tool, String arguments) throws Exception {
    ToolDefinition definition = servers.tool("bad", tool);
    JsonNode given = McpJson.MAPPER.readTree(arguments);
    return definition.body().call(given, new ToolCallContext("key-1", "run-1", "tester"));
  }

  /** What it did, a line for each call. */
  List<String> story() {
    try {
      Path story = folder.resolve("story");
      return Files.exists(story) ? Files.readAllLines(story) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(folder.resolve("story"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on it says other things of its tools. */
  void changeDescriptions() {
    try {
      Files.createFile(folder.resolve("other"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All settings, as arguments of a worker. */
  Map<String, String> settings() {
    Map<String, String> all = new HashMap<>(settings);
    all.put("waggle.mcp.lock", lock().toString());
    return all;
  }

  /** Ends the server over HTTP. */
  void kill() {
    open.removeFirst().run();
  }

  @Override
  public void close() {
    open.reversed().forEach(Runnable::run);
  }
}
