package io.waggle.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run into a file. */
@Command(
    name = "export",
    description = {
      "Write a run into one file, to be played in a test: what was asked for, the definitions of its",
      "agents, all its jobs. The secrets that the worker knows are hidden; read the file before you",
      "hand it on, for it has all that the run has read."
    },
    footer = {
      "",
      "Example:",
      "  waggle export refund-4711 --to src/test/resources/refund-4711.jsonl"
    })
final class ExportCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private WorkerOptions workers = new WorkerOptions();

  @Parameters(paramLabel = "RUN", description = "The run's name.")
  private String run = "";

  @Option(names = "--to", paramLabel = "FILE", description = "Where to; default: standard output.")
  private @Nullable Path to;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (PastRuns runs = new PastRuns(workers)) {
      String file = runs.export(run);
      if (to == null) {
        console.out().print(file);
        console.out().flush();
      } else {
        write(file, to);
      }
    }
    return ExitCode.OK.code();
  }

  private void write(String file, Path path) {
    try {
      Files.writeString(path, file, StandardCharsets.UTF_8);
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE, "'%s' cannot be written: %s.".formatted(path, refused), refused);
    }
    console
        .err()
        .println(
            "%s: run %s, %s".formatted(path, run, Amounts.counted(file.lines().count(), "line")));
  }
}
