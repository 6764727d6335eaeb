package io.waggle.gate;

import java.util.Optional;

/** Knows who completed a user task. */
@FunctionalInterface
interface WhoDecided {

  /**
   * @param gateInstance process instance of the gate
   * @return the user who completed its last task; empty if that cannot be told
   */
  Optional<String> of(long gateInstance);
}
