package io.waggle.cli;

import io.waggle.bpmn.Preview;
import io.waggle.client.IncidentStatus;
import io.waggle.client.ProcessStatus;
import io.waggle.client.ProcessStatus.Instance;
import io.waggle.client.RunState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A process instance of one's own, in words. */
final class ProcessText {
  private final InstantSource clock;

  ProcessText(InstantSource clock) {
    this.clock = clock;
  }

  /** One line for the instance, then what it stands at, called and has. */
  List<String> of(ProcessStatus status) {
    List<String> lines = new ArrayList<>();
    Instant until = Optional.ofNullable(status.endedAt()).orElseGet(clock::instant);
    lines.add(
        "%s %s, process instance %d  %s, %s"
            .formatted(
                mark(status.state()),
                status.process(),
                status.key(),
                standing(status),
                Amounts.time(Duration.between(status.startedAt(), until))));
    if (status.calledBy() != null) {
      lines.add("  called by " + words(status.calledBy()));
    }
    status.called().forEach(called -> lines.add("  " + called(called)));
    status
        .variables()
        .forEach(
            (name, value) -> lines.add("  %s = %s".formatted(name, Preview.of(value.toString()))));
    for (IncidentStatus incident : status.incidents()) {
      lines.add("! incident: " + TreeText.oneLine(incident.message()));
    }
    if (status.link() != null) {
      lines.add("  " + status.link());
    }
    return lines;
  }

  private static String mark(RunState state) {
    return switch (state) {
      case ACTIVE -> "●";
      case COMPLETED -> "✔";
      case TERMINATED -> "✘";
    };
  }

  private static String standing(ProcessStatus status) {
    if (status.state() != RunState.ACTIVE) {
      return ending(status);
    }
    return status.places().isEmpty() ? "running" : "at " + quoted(status);
  }

  /** How it ended. */
  static String ending(ProcessStatus status) {
    if (status.state() == RunState.TERMINATED) {
      return "terminated";
    }
    return status.places().isEmpty() ? "ended" : "ended at " + quoted(status);
  }

  private static String quoted(ProcessStatus status) {
    return "'%s'".formatted(String.join("', '", status.places()));
  }

  private static String called(Instance called) {
    return "%s called %s".formatted(mark(called.state()), words(called));
  }

  private static String words(Instance instance) {
    String run = instance.run();
    return run == null
        ? "%s, process instance %d  %s"
            .formatted(
                instance.process(), instance.key(), Invocation.of("status " + instance.key()))
        : "run %s  %s".formatted(run, Invocation.of("status " + run));
  }
}
