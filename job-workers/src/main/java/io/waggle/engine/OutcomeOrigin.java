package io.waggle.engine;

/** Who worked out the outcome of a job that the engine is told. */
public enum OutcomeOrigin {
  /** This attempt. */
  OWN,
  /** An earlier attempt of this or another process, of which the engine did not hear. */
  REDELIVERED,
  /** An attempt in an earlier epoch of the run, or in the run that this one was forked from. */
  EARLIER_EPOCH
}
