package io.waggle.cli;

import io.waggle.client.GateStatus;
import io.waggle.client.IncidentStatus;
import io.waggle.client.RunListener;
import io.waggle.client.RunStatus;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Set;

/** Prints only what somebody has to look at, once each. */
final class TroubleLines implements RunListener {
  private final PrintWriter out;
  private final Set<Object> told = new HashSet<>();

  TroubleLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void changed(RunStatus run) {
    for (IncidentStatus incident : run.incidents()) {
      if (told.add(incident.key())) {
        out.println(TreeText.oneLine(incident(incident)));
      }
    }
    for (GateStatus gate : run.waitingForPerson()) {
      if (told.add(gate)) {
        out.println(TreeText.oneLine(waiting(gate)));
      }
    }
    for (String warning : run.warnings()) {
      if (told.add(warning)) {
        out.println("warning: " + TreeText.oneLine(warning));
      }
    }
    out.flush();
  }

  static String incident(IncidentStatus incident) {
    return "incident: "
        + incident.message()
        + (incident.link() == null ? "" : " (%s)".formatted(incident.link()));
  }

  static String waiting(GateStatus gate) {
    return "waiting for a person to %s: %s"
        .formatted(gate.words(), GateCommands.first(gate.kind(), gate.task()));
  }
}
