package io.waggle.crashtest;

/** Where a job stands, as the worker's job listener reports it. */
enum Moment {
  /** The lease is in the journal, nothing is done yet. */
  CLAIMED,
  /** It is done, but not recorded. */
  ACTED,
  /** The outcome is in the journal, the engine does not know it yet. */
  RECORDED,
  /** The engine has taken the outcome. */
  COMPLETED
}
