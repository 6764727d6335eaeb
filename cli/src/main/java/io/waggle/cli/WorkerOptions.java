package io.waggle.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which workers are asked. */
final class WorkerOptions {
  @Option(
      names = "--worker",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8090",
      description = "A worker's management address; may be repeated; default ${DEFAULT-VALUE}.")
  private List<URI> workers = new ArrayList<>();

  List<URI> addresses() {
    return workers;
  }

  /** For messages. */
  String listed() {
    return String.join(", ", workers.stream().map(URI::toString).toList());
  }

  CommandFailure nobodyAnswers() {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "No worker answers at %s; start one, or name its management address with --worker."
            .formatted(listed()));
  }
}
