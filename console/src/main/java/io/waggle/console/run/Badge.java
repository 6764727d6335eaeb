package io.waggle.console.run;

import io.waggle.bpmn.Outcome;

/**
 * A state as pages show it.
 *
 * @param kind one of the layout's: live, wait, pause, trouble, done, part, off, idle
 * @param word what says the same as sign and colour
 */
public record Badge(String kind, String word) {
  static final Badge RUNNING = new Badge("live", "Running");
  static final Badge WAITS = new Badge("wait", "Waits for a person");
  static final Badge PAUSED = new Badge("pause", "Paused");
  static final Badge STANDS = new Badge("trouble", "Stands still");
  static final Badge STOPPED = new Badge("off", "Stopped");
  static final Badge DONE = new Badge("done", "Done");
  static final Badge FAILED = new Badge("trouble", "Failed");
  static final Badge PARTLY = new Badge("part", "Partly done");
  static final Badge PLANNED = new Badge("idle", "Not begun");
  static final Badge NOT_DONE = new Badge("off", "Not done");

  static Badge of(Outcome outcome) {
    return switch (outcome) {
      case COMPLETED -> new Badge("done", "Completed");
      case PARTIAL -> new Badge("part", "Partial result");
      case REJECTED -> new Badge("off", "Rejected");
      case FAILED -> FAILED;
      case CANCELLED -> new Badge("off", "Cancelled");
    };
  }
}
