package io.waggle.cli;

import io.waggle.platform.Platform;
import io.waggle.platform.PlatformStatus;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how the platform is. */
@Command(
    name = "status",
    description = "Tell how it is; exit code 0 if all of it is ready, 69 if not.",
    footer = {"", "Example:", "  waggle platform status --json"})
final class PlatformStatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  PlatformStatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlatformStatus status = Platform.of(options.settings(console.environment())).status();
    if (json) {
      console.out().println(RunJson.of(asMap(status)));
    } else {
      status.components().forEach(one -> console.out().println(one.sentence()));
      if (status.ready()) {
        PlatformText.addresses(status.addresses()).forEach(console.out()::println);
      }
    }
    return (status.ready() ? ExitCode.OK : ExitCode.UNAVAILABLE).code();
  }

  private static Map<String, Object> asMap(PlatformStatus status) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ready", status.ready());
    map.put("grpcAddress", status.addresses().grpcAddress());
    map.put("restAddress", status.addresses().restAddress());
    map.put("webAddress", status.addresses().webAddress());
    map.put(
        "components",
        status.components().stream()
            .map(
                one ->
                    Map.of(
                        "name", one.component().name(),
                        "state", one.state().name().toLowerCase(Locale.ROOT),
                        "log", one.log().toString(),
                        "sentence", one.sentence()))
            .toList());
    return map;
  }
}
