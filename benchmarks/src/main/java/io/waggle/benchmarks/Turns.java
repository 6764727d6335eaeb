package io.waggle.benchmarks;

/** Something that goes through turns of two jobs each, in process instances. */
interface Turns {
  /** Runs one process instance through so many turns, to its end. */
  void run(int turns);
}
