package io.waggle.cli;

import io.waggle.platform.Component;
import io.waggle.platform.Platform;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what the platform's processes have logged. */
@Command(
    name = "logs",
    description = "Print what its processes have logged since they were last started.",
    footer = {"", "Example:", "  waggle platform logs broker --lines 500"})
final class PlatformLogsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "COMPONENT",
      description = {
        "opensearch, broker or webapps; with three brokers:",
        "opensearch, broker-0, broker-1, broker-2, gateway or webapps. Default: all."
      })
  private @Nullable String component;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "50",
      description = "How many lines of each; default ${DEFAULT-VALUE}.")
  private int lines;

  PlatformLogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Platform platform = Platform.of(options.settings(console.environment()));
    List<Component> wanted =
        component == null ? platform.components() : List.of(platform.component(component));
    for (Component one : wanted) {
      console.err().println("== %s: %s".formatted(one.name(), platform.log(one)));
      platform.logs(one, lines).forEach(console.out()::println);
    }
    return ExitCode.OK.code();
  }
}
