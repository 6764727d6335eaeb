package io.waggle.cli;

import io.waggle.bpmn.Action;
import io.waggle.bpmn.Decision;
import io.waggle.client.AgentClient;
import io.waggle.client.AgentClientException;
import io.waggle.client.AgentClientException.Reason;
import io.waggle.client.DecisionOutcome;
import io.waggle.client.GateTask;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * Asks the person at the terminal one of the questions that a run waits with, and sends what the
 * person decides.
 */
final class GateDialog {
  /** Lines of the screen that are not the question's: the choices, and some of what was before. */
  private static final int OTHER_ROWS = 6;

  private static final char MORE = 'm';

  private final AgentClient client;
  private final ApprovedTools approved;
  private final Keyboard keyboard;
  private final Terminal terminal;
  private final boolean colour;

  GateDialog(AgentClient client, Terminal terminal, boolean colour, ApprovedTools approved) {
    this.client = client;
    this.approved = approved;
    this.terminal = terminal;
    this.keyboard = new Keyboard(terminal);
    this.colour = colour;
  }

  /** Returns also where the task is decided elsewhere, before or while it is asked. */
  void ask(long key) {
    Optional<GateTask> task = open(key);
    if (task.isPresent()) {
      GateTask asked = task.get();
      if (approved.covers(asked)) {
        print(AttributedString.EMPTY);
        print(faint("? " + TreeText.oneLine(asked.words()) + ", like all of this tool"));
        decide(asked, Decision.of(Action.APPROVE));
      } else {
        choose(asked, GateChoice.at(asked), show(asked))
            .ifPresentOrElse(choice -> send(asked, choice), this::answeredElsewhere);
      }
    }
  }

  private Optional<GateTask> open(long key) {
    try {
      return Optional.of(client.task(key));
    } catch (AgentClientException gone) {
      if (gone.reason() == Reason.NOT_OPEN || gone.reason() == Reason.NO_SUCH_TASK) {
        return Optional.empty();
      }
      throw gone;
    }
  }

  /** As much as fits; whether that was all. */
  private boolean show(GateTask task) {
    List<AttributedString> lines = new QuestionText(Clock.systemUTC()).question(task);
    int rows = Math.max(8, terminal.getSize().getRows() - OTHER_ROWS);
    print(AttributedString.EMPTY);
    if (lines.size() <= rows) {
      lines.forEach(this::print);
      return true;
    }
    lines.subList(0, rows - 1).forEach(this::print);
    print(faint("  … %d more lines".formatted(lines.size() - rows + 1)));
    return false;
  }

  /**
   * The person may sit at the console or Tasklist, too. Where the cluster is away, it is asked on.
   */
  private boolean isDecided(GateTask task) {
    try {
      return open(task.key()).isEmpty();
    } catch (AgentClientException away) {
      return false;
    }
  }

  private void answeredElsewhere() {
    print(AttributedString.EMPTY);
    print(faint("  Answered elsewhere."));
  }

  /** Empty if it is decided elsewhere meanwhile. */
  private Optional<GateChoice> choose(GateTask task, List<GateChoice> choices, boolean whole) {
    boolean all = whole;
    while (true) {
      print(AttributedString.EMPTY);
      AttributedString menu = menu(choices, all);
      Optional<Character> typed = keyboard.key(() -> write(menu), () -> isDecided(task));
      if (typed.isEmpty()) {
        return Optional.empty();
      }
      char key = typed.get();
      if (!all && key == MORE) {
        print(AttributedString.EMPTY);
        new QuestionText(Clock.systemUTC()).question(task).forEach(this::print);
        all = true;
        continue;
      }
      for (GateChoice choice : choices) {
        if (choice.key() == key) {
          print(AttributedString.EMPTY);
          return Optional.of(choice);
        }
      }
    }
  }

  private static AttributedString menu(List<GateChoice> choices, boolean all) {
    List<String> words = new ArrayList<>();
    choices.forEach(choice -> words.add("[%s] %s".formatted(choice.key(), choice.words())));
    if (!all) {
      words.add("[%s] show all of it".formatted(MORE));
    }
    return new AttributedString(
        words.stream().collect(Collectors.joining("   ", "  ", "  > ")), TreeText.BUSY);
  }

  private void send(GateTask task, GateChoice choice) {
    String text = "";
    String prompt = choice.prompt();
    while (prompt != null && text.isBlank()) {
      write(new AttributedString("  " + prompt + " ", TreeText.BUSY));
      text = keyboard.line();
    }
    decide(task, choice.decision(text.strip()));
  }

  private void decide(GateTask task, Decision decision) {
    try {
      print(
          answer(
              client.decide(
                  task.key(),
                  decision
                      .onDigest(task.question().digest())
                      .saidBy(System.getProperty("user.name", "")))));
      approved.decided(task, decision.action());
    } catch (AgentClientException notTaken) {
      print(
          new AttributedString(
              "! " + TreeText.oneLine(String.valueOf(notTaken.getMessage())), TreeText.BAD));
    }
  }

  private static AttributedString answer(DecisionOutcome outcome) {
    return switch (outcome) {
      case DecisionOutcome.Taken taken -> {
        boolean no = taken.decision().action() == Action.REJECT;
        yield new AttributedString(
            "%s %s".formatted(no ? "✘" : "✔", taken.decision().action()),
            no ? TreeText.BAD : TreeText.GOOD);
      }
      case DecisionOutcome.AskedAgain again ->
          new AttributedString(
              "! That could not be used: " + TreeText.oneLine(again.problem()), TreeText.BAD);
      case DecisionOutcome.Underway underway -> faint("The decision has arrived.");
    };
  }

  private static AttributedString faint(String text) {
    return new AttributedString(text, TreeText.FAINT);
  }

  private void print(AttributedString line) {
    write(line);
    terminal.writer().println();
    terminal.flush();
  }

  private void write(AttributedString text) {
    AttributedString styled =
        colour ? text : new AttributedString(text.toString(), AttributedStyle.DEFAULT);
    terminal.writer().print(colour ? styled.toAnsi(terminal) : styled.toString());
    terminal.flush();
  }
}
