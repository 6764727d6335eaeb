package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waggle.embedded.process.EngineState;
import io.waggle.embedded.process.LocalEngine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how the embedded engine is. */
@Command(
    name = "status",
    description =
        "Tell whether it runs, where, and how much it holds; exit code 0 if it serves, 69 if not.",
    footer = {"", "Example:", "  waggle engine status --json"})
final class EngineStatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private EngineOptions options = new EngineOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  EngineStatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    LocalEngine engine = options.engine(console.environment());
    EngineState state = engine.state();
    JsonNode info = info(state);
    if (json) {
      console.out().println(RunJson.of(document(engine, state, info)));
    } else {
      sentences(engine, state, info).forEach(console.out()::println);
    }
    boolean serves = state instanceof EngineState.Running && !info.isMissingNode();
    return (serves ? ExitCode.OK : ExitCode.UNAVAILABLE).code();
  }

  /** Missing where it does not answer. */
  private static JsonNode info(EngineState state) {
    if (!(state instanceof EngineState.Running running)) {
      return MissingNode.getInstance();
    }
    try (JsonPage page = new JsonPage()) {
      return page.get(running.addresses().rest(), "/engine").orElse(MissingNode.getInstance());
    }
  }

  private static List<String> sentences(LocalEngine engine, EngineState state, JsonNode info) {
    return switch (state) {
      case EngineState.Running running ->
          info.isMissingNode()
              ? List.of(
                  "The engine's process %d runs, but does not answer at %s; see %s"
                      .formatted(
                          running.pid(), running.addresses().rest(), Invocation.of("engine logs")))
              : EngineText.running(running, info, Instant.now());
      case EngineState.Starting starting ->
          List.of("The engine is being started, process %d.".formatted(starting.pid()));
      case EngineState.Died died ->
          List.of(
              "The engine has died: its process %d, started at %s, is gone, and what it held is lost."
                  .formatted(died.pid(), died.since()),
              "See %s (%s), start it again with %s"
                  .formatted(
                      Invocation.of("engine logs"), engine.log(), Invocation.of("engine up")));
      case EngineState.Stopped stopped ->
          List.of("The engine does not run; start it with: " + Invocation.of("engine up"));
    };
  }

  private static Map<String, Object> document(
      LocalEngine engine, EngineState state, JsonNode info) {
    Map<String, Object> map = new LinkedHashMap<>();
    switch (state) {
      case EngineState.Running running -> {
        map.put("state", info.isMissingNode() ? "unreachable" : "running");
        map.put("pid", running.pid());
        map.put("since", running.since());
        map.put("grpcAddress", running.addresses().grpc());
        map.put("restAddress", running.addresses().rest());
        map.put("engine", info.isMissingNode() ? null : info);
      }
      case EngineState.Starting starting -> {
        map.put("state", "starting");
        map.put("pid", starting.pid());
        map.put("since", starting.since());
      }
      case EngineState.Died died -> {
        map.put("state", "died");
        map.put("pid", died.pid());
        map.put("since", died.since());
      }
      case EngineState.Stopped stopped -> map.put("state", "stopped");
    }
    map.put("log", engine.log().toString());
    return map;
  }
}
