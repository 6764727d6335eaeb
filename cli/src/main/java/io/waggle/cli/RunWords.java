package io.waggle.cli;

import io.waggle.client.RunStatus;

/** What a run is called. */
final class RunWords {
  /** Of the parameter RUN of every command. */
  static final String RUN =
      "The run: its name, a sub-agent's by its address such as refund-4711/p1/s2/t3/c1, or the key"
          + " of its process instance.";

  private RunWords() {}

  /** The name, with the key beside it. */
  static String of(RunStatus run) {
    return run.id() == null
        ? "run " + run.key()
        : "run %s (%d)".formatted(TreeText.oneLine(run.id()), run.key());
  }
}
