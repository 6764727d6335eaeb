package io.waggle.engine;

/** How far an attempt at a job is. Between any two of them the process may die. */
public enum JobMoment {
  /** The job is this process's, as far as the journal knows; nothing was done yet. */
  CLAIMED,
  /** It is done, and nobody knows but this process. */
  ACTED,
  /** The journal has the outcome; the engine was not told yet. */
  RECORDED,
  /** The engine was told; not where others follow within the same job of the engine. */
  COMPLETED
}
