package io.waggle.embedded.projection;

/** Of a process instance or an element instance; names as in the API. */
public enum State {
  ACTIVE,
  COMPLETED,
  TERMINATED
}
