package io.waggle.cli;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClient;
import io.waggle.client.GateTask;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a plan or a tool call go ahead, but differently. */
@Command(
    name = "edit",
    description = {
      "Approve a tool call with other arguments, or a plan with other steps.",
      "What does not fit the tool or the plan is not used: the question is asked again."
    },
    footer = {
      "",
      "Examples:",
      "  waggle edit 2251799813685300 --set path=drafts/report.md --set mode=append",
      "  waggle edit 2251799813685300 --show > steps.json",
      "  waggle edit 2251799813685300 --steps steps.json --reason 'tests first'"
    })
final class EditCommand implements Callable<Integer> {
  private static final Set<GateKind> EDITABLE = EnumSet.of(GateKind.PLAN, GateKind.TOOL_CALL);

  private final Console console;

  @Mixin private TaskOptions options = new TaskOptions();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Another value of an argument; the others stay. May be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--arguments",
      paramLabel = "FILE",
      description = "All arguments, as --show prints them; - is the standard input.")
  private @Nullable String arguments;

  @Option(
      names = "--steps",
      paramLabel = "FILE",
      description = "All steps, as --show prints them; - is the standard input.")
  private @Nullable String steps;

  @Option(
      names = "--show",
      description = "Print the arguments or steps as JSON to start from; decide nothing.")
  private boolean show;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
  private @Nullable String reason;

  EditCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Deciding deciding = new Deciding(console, options);
    if (show) {
      try (AgentClient client = options.cluster().connect(console)) {
        GateTask task = deciding.task(client, EDITABLE);
        console.out().println(RunJson.of(new Edits(console, task).shown()));
        return ExitCode.OK.code();
      }
    }
    if (set.isEmpty() && arguments == null && steps == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "Say what to edit: --set NAME=VALUE, --arguments FILE or --steps FILE; --show prints what to start from.");
    }
    return deciding.decide(EDITABLE, this::decision);
  }

  private Decision decision(GateTask task) {
    Edits edits = new Edits(console, task);
    Decision edit = Decision.of(Action.EDIT).because(reason);
    return task.kind() == GateKind.PLAN
        ? edit.withSteps(edits.steps(steps, arguments == null && set.isEmpty()))
        : edit.withArguments(edits.arguments(arguments, set, steps == null));
  }
}
