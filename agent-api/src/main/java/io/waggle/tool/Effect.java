package io.waggle.tool;

/** What running a tool again would do; decides what happens after a worker died in the middle. */
public enum Effect {
  /** Changes nothing; always runs again. */
  READ,
  /** Running it again with the same idempotency key leaves the same state; runs again. */
  IDEMPOTENT,
  /**
   * Must not run twice, and cannot tell by itself. A call that was interrupted, or threw, is in
   * doubt and never runs again blindly: the tool's look-up is asked, else a person.
   */
  ONCE
}
