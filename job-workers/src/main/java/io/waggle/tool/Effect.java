package io.waggle.tool;

/** What running a tool again would do; decides what happens after a worker died in the middle. */
public enum Effect {
  /** Changes nothing; can always run again. */
  READ,
  /** Running it again with the same idempotency key leaves the same state. */
  IDEMPOTENT,
  /** Must not run twice, and cannot tell by itself. */
  ONCE
}
