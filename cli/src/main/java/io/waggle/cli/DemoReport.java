package io.waggle.cli;

import io.waggle.client.RunResult;
import io.waggle.client.RunStatus;
import io.waggle.client.StepStatus;
import io.waggle.client.ToolCallStatus;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The outcome of the demo, and where to look. */
final class DemoReport {
  private static final String VERIFICATION = "run_characterization";

  private final Console console;

  DemoReport(Console console) {
    this.console = console;
  }

  void print(RunStatus status, RunResult result, boolean scripted, DemoHome home) {
    var out = console.out();
    out.println();
    out.println(TreeText.clean(ResultText.of(result)));
    out.println();
    out.println("Outcome   " + status.standing() + "; " + Amounts.usage(result.usage()));
    verdict(status).ifPresent(text -> out.println("Verdict   " + TreeText.oneLine(text)));
    home.newestWorkspace()
        .ifPresent(
            folder -> {
              out.println("Before    " + folder.resolve("legacy"));
              out.println("After     " + folder.resolve("modernized"));
            });
    if (scripted) {
      out.println("Model     scripted model, no LLM was called; set OPENAI_API_KEY for a real one");
    }
    out.println(
        "Go on     %s to approve what the agents do, docs/writing-agents.md for agents of your own"
            .formatted(Invocation.of("demo --gates")));
    out.println();
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
}
