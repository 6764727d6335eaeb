package io.waggle.cli;

import io.waggle.bpmn.Plan;
import io.waggle.client.ElementStatus;
import io.waggle.client.RunListener;
import io.waggle.client.RunState;
import io.waggle.client.RunStatus;
import io.waggle.client.StepState;
import io.waggle.client.StepStatus;
import io.waggle.client.ToolCallStatus;
import io.waggle.client.UndoStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Prints the progress of a run, one line for each change; what is new at one look in the order in
 * which it happened.
 */
final class ChangeLines implements RunListener {
  private static final Set<String> OWN_WORK = Set.of("AcceptTask", "MakePlan", "Synthesize");

  private final PrintWriter out;
  private final Set<String> told = new HashSet<>();
  private final List<Line> news = new ArrayList<>();

  private record Line(Instant at, String text) {}

  ChangeLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void changed(RunStatus run) {
    tell(run, run.agent());
    news.stream().sorted(Comparator.comparing(Line::at)).map(Line::text).forEach(this::print);
    news.clear();
    run.waitingForPerson().forEach(gate -> once(TroubleLines.waiting(gate)));
    if (run.paused()) {
      once("paused: " + Invocation.of("resume " + run.reference()));
    }
    run.incidents().forEach(incident -> once(TroubleLines.incident(incident)));
    run.warnings().forEach(warning -> once("warning: " + warning));
    if (run.state().ended() && (run.outcome() != null || run.state() == RunState.TERMINATED)) {
      once("%s: %s, %s".formatted(run.agent(), run.standing(), Amounts.usage(run.usage())));
    }
    out.flush();
  }

  private void tell(RunStatus run, String path) {
    run.elements().stream()
        .filter(element -> OWN_WORK.contains(element.id()))
        .forEach(element -> element(run, element, path));
    Plan plan = run.plan();
    if (plan != null) {
      long steps = plan.waves().stream().mapToLong(List::size).sum();
      once(
          "plan " + run.key() + plan.revision() + plan.status(),
          madeAt(run),
          "%s: plan %d, %s in %s"
              .formatted(
                  path,
                  plan.revision(),
                  Amounts.counted(steps, "step"),
                  Amounts.counted(plan.waves().size(), "wave")));
    }
    UndoStatus undo = run.undo();
    if (undo != null) {
      once("undo " + undo.key(), undo.startedAt(), path + ": undoing what was done");
    }
    run.steps().stream()
        // Without its plan's words a step has only just begun; they come in a moment.
        .filter(step -> step.state() != StepState.PLANNED && step.step() != null)
        .forEach(step -> tell(step, Titles.alone(run) ? path : path + " > " + Titles.of(step)));
  }

  private void element(RunStatus run, ElementStatus element, String path) {
    once(
        "element " + run.key() + "/" + element.key(),
        element.startedAt(),
        path + ": " + element.name());
  }

  /** When there was a plan, as far as is known. */
  private static Instant madeAt(RunStatus run) {
    return run.elements().stream()
        .filter(element -> element.id().equals("MakePlan"))
        .reduce((first, last) -> last)
        .map(element -> Objects.requireNonNullElse(element.endedAt(), element.startedAt()))
        .orElse(run.startedAt());
  }

  private void tell(StepStatus step, String here) {
    Instant started = Objects.requireNonNullElse(step.startedAt(), Instant.MIN);
    once("step " + step.key(), started, here + ": started");
    step.toolCalls().forEach(call -> tell(call, here));
    if (step.state() != StepState.ACTIVE) {
      once(
          "step end " + step.key(),
          Objects.requireNonNullElse(step.endedAt(), started),
          "%s: %s, %s"
              .formatted(
                  here, ResultWords.of(step.state()), Amounts.counted(step.turns(), "turn")));
    }
  }

  private void tell(ToolCallStatus call, String path) {
    once("call " + call.key(), call.startedAt(), path + ": calls " + call.name());
    Stream.ofNullable(call.subRun()).forEach(run -> tell(run, path + " > " + run.agent()));
    if (call.state() != RunState.ACTIVE && call.ok() != null) {
      once(
          "call end " + call.key(),
          Objects.requireNonNullElse(call.endedAt(), call.startedAt()),
          "%s: %s %s"
              .formatted(path, call.name(), call.ok() ? "answered" : "failed: " + call.preview()));
    }
  }

  private void once(String id, Instant at, String line) {
    if (told.add(id)) {
      news.add(new Line(at, line));
    }
  }

  private void once(String line) {
    if (told.add(line)) {
      print(line);
    }
  }

  private void print(String line) {
    out.println(TreeText.oneLine(line));
  }
}
