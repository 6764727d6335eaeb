package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.embedded.process.EngineState;
import io.waggle.embedded.process.LocalEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how the embedded engine is. */
@Command(
    name = "status",
    description = "Say how it is, and what it holds; exit code 0 if it serves, 69 if not.",
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
    LocalEngine engine = options.engine();
    EngineState state = engine.state();
    Optional<JsonNode> info = info(state);
    if (json) {
      console.out().println(RunJson.of(asMap(engine, state, info)));
    } else {
      print(engine, state, info);
    }
    return (info.isPresent() ? ExitCode.OK : ExitCode.UNAVAILABLE).code();
  }

  private static Optional<JsonNode> info(EngineState state) {
    if (!(state instanceof EngineState.Running running)) {
      return Optional.empty();
    }
    try (JsonPage page = new JsonPage()) {
      return page.get(running.addresses().rest(), "/engine");
    }
  }

  private void print(LocalEngine engine, EngineState state, Optional<JsonNode> info) {
    var out = console.out();
    switch (state) {
      case EngineState.Running running ->
          info.ifPresentOrElse(
              held -> {
                out.println(
                    "The engine serves, process %d, since %s. %s"
                        .formatted(running.pid(), running.since(), EngineText.IN_MEMORY));
                out.println(EngineText.holding(held));
                EngineText.addresses(running.addresses()).forEach(out::println);
              },
              () ->
                  out.println(
                      "The engine runs, process %d, and does not answer at %s; see %s."
                          .formatted(running.pid(), running.addresses().rest(), engine.log())));
      case EngineState.Starting starting ->
          out.println("The engine is being started, process %d.".formatted(starting.pid()));
      case EngineState.Died died ->
          out.println(
              "The engine, process %d, has died, and all that it held is gone; see %s. Start it with '%s'."
                  .formatted(died.pid(), engine.log(), Invocation.of("engine up")));
      case EngineState.Stopped stopped ->
          out.println(
              "The engine does not run; start it with '%s'.".formatted(Invocation.of("engine up")));
    }
  }

  private static Map<String, Object> asMap(
      LocalEngine engine, EngineState state, Optional<JsonNode> info) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("state", state.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    map.put("serves", info.isPresent());
    map.put("log", engine.log().toString());
    if (state instanceof EngineState.Running running) {
      map.put("pid", running.pid());
      map.put("grpcAddress", running.addresses().grpc());
      map.put("restAddress", running.addresses().rest());
    }
    info.ifPresent(found -> map.put("engine", found));
    return map;
  }
}
