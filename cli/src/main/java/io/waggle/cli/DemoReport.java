package io.waggle.cli;

import io.waggle.client.RunResult;
import io.waggle.client.RunStatus;
import io.waggle.client.StepStatus;
import io.waggle.client.ToolCallStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The demo's result, and where to look. */
final class DemoReport {
  private static final String VERIFICATION = "run_characterization";

  private final Console console;

  DemoReport(Console console) {
    this.console = console;
  }

  void print(RunStatus status, RunResult result, DemoWorker worker, DemoEngine engine) {
    var out = console.out();
    out.println();
    out.println(TreeText.clean(ResultText.of(result)));
    out.println();
    out.println("Outcome    " + status.standing() + "; " + Amounts.usage(result.usage()));
    verdict(status).ifPresent(text -> out.println("Verdict    " + TreeText.oneLine(text)));
    workspace(worker.work())
        .ifPresent(
            folder -> {
              out.println("Changed    " + folder.resolve("modernized"));
              out.println("Before     " + folder.resolve("legacy"));
            });
    if (worker.scripted()) {
      out.println(
          "Model      scripted model, no LLM was called; set OPENAI_API_KEY for a real one");
    }
    if (engine.staysUp()) {
      out.println("Look on    " + engine.environment() + Invocation.of("status " + result.key()));
    }
  }

  /** The last answer of the tool that compares, wherever in the tree it was called. */
  private static Optional<String> verdict(RunStatus run) {
    return calls(run)
        .filter(call -> call.name().equals(VERIFICATION) && call.preview() != null)
        .max(Comparator.comparing(ToolCallStatus::startedAt))
        .map(ToolCallStatus::preview);
  }

  private static Stream<ToolCallStatus> calls(RunStatus run) {
    return Stream.concat(
        run.steps().stream().map(StepStatus::toolCalls).flatMap(calls -> calls.stream()),
        run.subRuns().stream().flatMap(DemoReport::calls));
  }

  /** The newest one is this run's. */
  private static Optional<Path> workspace(Path work) {
    try (Stream<Path> folders = Files.list(work)) {
      return folders
          .filter(Files::isDirectory)
          .max(Comparator.comparing(folder -> folder.toFile().lastModified()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
