package io.waggle.cli;

import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.bpmn.TakenDecision;
import io.waggle.client.AgentClient;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.DecisionOutcome.AskedAgain;
import io.waggle.client.DecisionOutcome.Taken;
import io.waggle.client.DecisionOutcome.Underway;
import io.waggle.client.GateTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Sends a decision, and reports its outcome. */
final class Deciding {
  private final Console console;
  private final TaskOptions options;

  Deciding(Console console, TaskOptions options) {
    this.console = console;
    this.options = options;
  }

  /** The exit code; tasks of other kinds are refused with the command to use. */
  int decide(Set<GateKind> kinds, Function<GateTask, Decision> decision) {
    try (AgentClient client = options.cluster().connect(console)) {
      GateTask task = task(client, kinds);
      Decision bound =
          decision.apply(task).onDigest(task.question().digest()).saidBy(options.person());
      return tell(task, client.decide(task.key(), bound));
    }
  }

  GateTask task(AgentClient client, Set<GateKind> kinds) {
    GateTask task = client.task(options.task());
    if (!kinds.contains(task.kind())) {
      throw new CommandFailure(
          ExitCode.USAGE, "Task %d %s.".formatted(task.key(), GateCommands.asks(task.kind())));
    }
    return task;
  }

  private int tell(GateTask task, DecisionOutcome outcome) {
    return switch (outcome) {
      case Taken taken -> {
        TakenDecision decision = taken.decision();
        print(task, "taken", Map.of("decision", decision));
        say("Decided: %s, %s (run %s)".formatted(decision.action(), task.subject(), task.run()));
        yield ExitCode.OK.code();
      }
      case AskedAgain again -> {
        print(
            task,
            "askedAgain",
            Map.of("problem", again.problem(), "again", Long.toString(again.task())));
        say(
            "waggle: The decision could not be used and nothing was done: %s. Task %d asks again."
                .formatted(again.problem().replaceFirst("\\.$", ""), again.task()));
        yield ExitCode.USAGE.code();
      }
      case Underway underway -> {
        print(task, "underway", Map.of());
        say(
            "The decision on task %d has arrived; it counts once a worker of agent '%s' takes it, '%s' shows how it goes on"
                .formatted(task.key(), task.agent(), Invocation.of("status " + task.run())));
        yield ExitCode.OK.code();
      }
    };
  }

  private void say(String sentence) {
    console.err().println(TreeText.oneLine(sentence));
  }

  private void print(GateTask task, String outcome, Map<String, Object> more) {
    if (options.json()) {
      Map<String, Object> printed = new LinkedHashMap<>();
      printed.put("task", Long.toString(task.key()));
      printed.put("run", task.run());
      printed.put("outcome", outcome);
      printed.putAll(more);
      console.out().println(RunJson.of(printed));
    }
  }
}
