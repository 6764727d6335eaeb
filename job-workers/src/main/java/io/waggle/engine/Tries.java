package io.waggle.engine;

import io.waggle.bpmn.JobType;

/**
 * How often a job of the engine was tried, since it was last brought on.
 *
 * @param number 1 for the first attempt
 * @param retries what the engine has left for it, the attempt included
 */
record Tries(int number, int retries) {

  /** Of a job that the engine has just handed out. */
  static Tries of(JobType type, int retries) {
    return new Tries(type.retries() - retries + 1, retries);
  }

  /** A part of the job is done: what failed before does not count for what follows. */
  static Tries anew(JobType type) {
    return new Tries(1, type.retries());
  }

  boolean isLast() {
    return retries <= 1;
  }
}
