package io.waggle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.waggle.bpmn.Preview;
import io.waggle.bpmn.ToolCall;
import io.waggle.client.ElementStatus;
import io.waggle.client.GateStatus;
import io.waggle.client.RunState;
import io.waggle.client.RunStatus;
import io.waggle.client.StepState;
import io.waggle.client.StepStatus;
import io.waggle.client.ToolCallStatus;
import io.waggle.client.UndoStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** A run and everything below it as a tree of lines. */
final class TreeText {
  static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
  static final AttributedStyle FAINT = PLAIN.foreground(AttributedStyle.BRIGHT);
  static final AttributedStyle GOOD = PLAIN.foreground(AttributedStyle.GREEN);
  static final AttributedStyle BUSY = PLAIN.foreground(AttributedStyle.CYAN).bold();
  static final AttributedStyle BAD = PLAIN.foreground(AttributedStyle.RED).bold();
  private static final int ARGUMENTS_LENGTH = 60;

  /** Marks that turn the direction of writing: a line could read otherwise than it is. */
  private static final String TURNING = "[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+";

  private final InstantSource clock;
  private final List<AttributedString> lines = new ArrayList<>();

  TreeText(InstantSource clock) {
    this.clock = clock;
  }

  /** The whole, oldest first. */
  List<AttributedString> of(RunStatus run) {
    lines.clear();
    header(run);
    body(run, 1);
    undo(run.undo(), 1);
    run.incidents()
        .forEach(
            incident ->
                line(0, "!", BAD, "incident: " + incident.message(), text(incident.link())));
    run.warnings().forEach(warning -> line(0, "!", BAD, warning, ""));
    run.waitingForPerson()
        .forEach(
            gate ->
                line(
                    0,
                    "?",
                    BUSY,
                    "waiting for a person to " + gate.words(),
                    GateCommands.first(gate.kind(), gate.task())));
    if (run.paused()) {
      line(0, "?", BUSY, "paused", Invocation.of("resume " + run.reference()));
    }
    if (run.link() != null) {
      line(0, " ", PLAIN, text(run.link()), "");
    }
    return List.copyOf(lines);
  }

  private void header(RunStatus run) {
    line(
        0,
        mark(run),
        style(run),
        "%s, %s".formatted(run.agent(), RunWords.of(run)),
        "%s, %s, %s"
            .formatted(
                ended(run), time(run.startedAt(), run.endedAt()), Amounts.usage(run.usage())));
    line(0, " ", PLAIN, run.task(), "");
    if (run.calledBy() != null) {
      line(
          0,
          " ",
          PLAIN,
          "called by %s, process instance %d"
              .formatted(run.calledBy().process(), run.calledBy().key()),
          Invocation.of("status " + run.calledBy().key()));
    }
  }

  private void body(RunStatus run, int depth) {
    gates(run.gates(), depth);
    if (run.steps().isEmpty()) {
      run.elements().stream()
          .filter(element -> element.state() == RunState.ACTIVE && !element.frame())
          .map(ElementStatus::name)
          .forEach(name -> line(depth, "●", BUSY, name, ""));
    }
    run.steps().forEach(step -> step(step, depth));
  }

  private void undo(@Nullable UndoStatus undo, int depth) {
    if (undo != null) {
      String time = time(undo.startedAt(), undo.endedAt());
      String calls = Amounts.counted(undo.undone(), "tool call");
      switch (undo.state()) {
        case ACTIVE -> line(depth, "●", BUSY, "Undo what was done", calls + " so far, " + time);
        case COMPLETED -> line(depth, "↺", GOOD, "Undo what was done", calls + ", " + time);
        case TERMINATED -> line(depth, "✘", BAD, "Undo what was done", calls + ", then terminated");
      }
    }
  }

  private void step(StepStatus step, int depth) {
    switch (step.state()) {
      case PLANNED -> line(depth, "○", FAINT, step.title(), "");
      case ACTIVE -> line(depth, "●", BUSY, step.title(), details(step));
      case DONE -> line(depth, "✔", GOOD, step.title(), details(step));
      case PARTIAL -> line(depth, "◐", GOOD, step.title(), "partly, " + details(step));
      case FAILED -> line(depth, "✘", BAD, step.title(), "failed: " + step.preview());
      case TERMINATED -> line(depth, "✘", FAINT, step.title(), "terminated");
    }
    step.toolCalls().forEach(call -> call(call, depth + 1));
    gates(step.gates(), depth + 1);
  }

  private void gates(List<GateStatus> gates, int depth) {
    for (GateStatus gate : gates) {
      String task = gate.task() == null ? "see Tasklist" : "task " + gate.task();
      line(depth, "?", BUSY, "a person has to " + gate.words(), task);
    }
  }

  private void call(ToolCallStatus call, int depth) {
    String name = call.handler() == ToolCall.Handler.HUMAN ? "a person" : call.name();
    if (call.state() == RunState.ACTIVE) {
      line(depth, "●", BUSY, name, arguments(call.arguments()));
    } else if (Boolean.FALSE.equals(call.ok())) {
      line(depth, "✘", BAD, name, call.preview() == null ? "" : call.preview());
    } else {
      line(depth, "✔", GOOD, name, arguments(call.arguments()));
    }
    RunStatus subRun = call.subRun();
    if (subRun != null && Titles.alone(subRun)) {
      gates(subRun.gates(), depth + 1);
      StepStatus only = subRun.steps().getFirst();
      only.toolCalls().forEach(below -> call(below, depth + 1));
      gates(only.gates(), depth + 1);
    } else if (subRun != null) {
      body(subRun, depth + 1);
      undo(subRun.undo(), depth + 1);
    }
  }

  private String details(StepStatus step) {
    Instant started = step.startedAt();
    String turns = Amounts.counted(step.turns(), "turn");
    String time = started == null ? "" : ", " + time(started, step.endedAt());
    if (step.paused()) {
      return turns + time + ", paused";
    }
    String now =
        step.state() == StepState.ACTIVE
            ? step.elements().stream()
                .filter(element -> element.state() == RunState.ACTIVE)
                .map(element -> ", " + element.name())
                .findFirst()
                .orElse("")
            : "";
    return turns + time + now;
  }

  private String time(Instant from, @Nullable Instant to) {
    return Amounts.time(Duration.between(from, to == null ? clock.instant() : to));
  }

  private static String ended(RunStatus run) {
    if (run.paused()) {
      return "paused";
    }
    return run.steps().isEmpty() || run.undo() != null || run.state().ended()
        ? run.standing()
        : "running";
  }

  private static String mark(RunStatus run) {
    return switch (run.state()) {
      case ACTIVE -> "●";
      case COMPLETED -> ExitCode.of(run.outcome()) == ExitCode.FAILED ? "✘" : "✔";
      case TERMINATED -> "✘";
    };
  }

  private static AttributedStyle style(RunStatus run) {
    return switch (mark(run)) {
      case "●" -> BUSY;
      case "✔" -> GOOD;
      default -> BAD;
    };
  }

  private static String arguments(@Nullable JsonNode arguments) {
    return arguments == null || arguments.isEmpty()
        ? ""
        : Preview.of(arguments.toString(), ARGUMENTS_LENGTH);
  }

  private static String text(@Nullable URI link) {
    return link == null ? "" : link.toString();
  }

  private void line(int depth, String mark, AttributedStyle style, String text, String details) {
    var line = new AttributedStringBuilder();
    line.append("  ".repeat(depth)).append(mark, style).append(" ").append(oneLine(text));
    if (!details.isBlank()) {
      line.append("  ").append(oneLine(details), FAINT);
    }
    lines.add(line.toAttributedString());
  }

  static String printed(AttributedString line, Console console) {
    return console.colour() ? line.toAnsi() : line.toString();
  }

  /** Models and tools write what is shown: no line of theirs may move the cursor. */
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").replaceAll(TURNING, "").strip();
  }

  /** The same for texts of several lines. */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]+", "").replaceAll(TURNING, "");
  }
}
