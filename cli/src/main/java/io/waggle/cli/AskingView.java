package io.waggle.cli;

import io.waggle.client.AgentClient;
import io.waggle.client.GateStatus;
import io.waggle.client.RunListener;
import io.waggle.client.RunStatus;
import java.util.HashSet;
import java.util.Set;

/** Draws a run, and asks the person at the terminal what it waits for, one question at a time. */
final class AskingView implements RunListener {
  private final LiveView view;
  private final AgentClient client;
  private final boolean colour;
  private final Set<Long> asked = new HashSet<>();

  AskingView(LiveView view, AgentClient client, boolean colour) {
    this.view = view;
    this.client = client;
    this.colour = colour;
  }

  @Override
  public void changed(RunStatus run) {
    view.changed(run);
    for (GateStatus gate : run.waitingForPerson()) {
      Long task = gate.task();
      if (task != null && asked.add(task)) {
        view.aside(terminal -> new GateDialog(client, terminal, colour).ask(task));
      }
    }
  }
}
