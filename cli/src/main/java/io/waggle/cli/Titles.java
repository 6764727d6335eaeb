package io.waggle.cli;

import io.waggle.bpmn.Preview;
import io.waggle.client.RunStatus;
import io.waggle.client.StepStatus;

/** What steps are called where there is little room. */
final class Titles {
  private static final int LENGTH = 40;

  private Titles() {}

  static String of(StepStatus step) {
    return Preview.of(step.title(), LENGTH);
  }

  /** Whether the run does not divide its work: its only step says what the run itself says. */
  static boolean alone(RunStatus run) {
    return run.steps().size() == 1;
  }
}
