package io.waggle.crashtest;

import java.util.Locale;

/** Which processes are killed under a run. */
public enum Victim {
  /** The worker; another one takes its place. */
  WORKER,
  /**
   * The engine, with all that it knew: an empty one takes its place, and the run is replayed from
   * the journal. The worker goes on with what it was at.
   */
  ENGINE,
  /** Both of them, in the same moment. */
  BOTH;

  /**
   * @return its name on a command line and in the table
   */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isWorker() {
    return this != ENGINE;
  }

  boolean isEngine() {
    return this != WORKER;
  }

  /** In a sentence. */
  String words() {
    return switch (this) {
      case WORKER -> "the worker";
      case ENGINE -> "the engine";
      case BOTH -> "the engine and the worker";
    };
  }
}
