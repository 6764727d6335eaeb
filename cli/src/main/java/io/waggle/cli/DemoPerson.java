package io.waggle.cli;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.bpmn.GateKind;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.GateStatus;
import io.waggle.client.GateTask;
import io.waggle.client.RunListener;
import io.waggle.client.RunStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the questions of the demo's run to the person at the terminal. */
final class DemoPerson implements RunListener {
  private final Console console;
  private final AgentClient client;
  private final RunListener progress;
  private final BufferedReader in;
  private final Set<Long> asked = new HashSet<>();
  private boolean nobody;

  /**
   * @param progress hears everything as well, first
   */
  DemoPerson(Console console, AgentClient client, RunListener progress) {
    this.console = console;
    this.client = client;
    this.progress = progress;
    this.in = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
  }

  @Override
  public void changed(RunStatus status) {
    progress.changed(status);
    for (GateStatus gate : status.waitingForPerson()) {
      Long task = gate.task();
      if (!nobody && task != null && asked.add(task)) {
        ask(task);
      }
    }
  }

  private void ask(long key) {
    try {
      GateTask task = client.task(key);
      console.err().println();
      new QuestionText(Clock.systemUTC())
          .questionOf(task)
          .forEach(line -> console.err().println(TreeText.printed(line, console)));
      Decision decision = decision(task.kind());
      if (decision == null) {
        nobody = true;
        say(
            "Nobody is at the keyboard: answer in another terminal, see '%s'."
                .formatted(Invocation.of("tasks")));
      } else {
        report(client.decide(key, decision.saidBy(System.getProperty("user.name", ""))));
      }
    } catch (AgentClientException notOpen) {
      say(notOpen.getMessage());
    }
  }

  /** Null at the end of the input. */
  private @Nullable Decision decision(GateKind kind) {
    while (true) {
      String typed =
          read(
              kind == GateKind.PLAN
                  ? "[a]pprove, [c]hange, [r]eject? "
                  : "[a]pprove, approve a[l]l of this tool, [r]eject? ");
      if (typed == null) {
        return null;
      }
      switch (typed.toLowerCase(Locale.ROOT)) {
        case "a" -> {
          return Decision.of(Action.APPROVE);
        }
        case "l" -> {
          if (kind == GateKind.TOOL_CALL) {
            return Decision.of(Action.APPROVE_ALL);
          }
        }
        case "c" -> {
          if (kind == GateKind.PLAN) {
            return Decision.of(Action.CHANGE).because(read("What should be different? "));
          }
        }
        case "r" -> {
          return Decision.of(Action.REJECT).because(read("Why? "));
        }
        default -> say("Type one of the letters in brackets, then Enter.");
      }
    }
  }

  private void report(DecisionOutcome outcome) {
    say(
        switch (outcome) {
          case DecisionOutcome.Taken taken -> "Decided: " + taken.decision().action();
          case DecisionOutcome.AskedAgain again -> "That cannot be used: " + again.problem();
          case DecisionOutcome.Underway underway -> "The decision has arrived.";
        });
  }

  private @Nullable String read(String prompt) {
    console.err().print(prompt);
    console.err().flush();
    try {
      String line = in.readLine();
      return line == null ? null : line.strip();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private void say(String line) {
    console.err().println(line);
  }
}
