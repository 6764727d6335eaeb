package io.waggle.engine;

import io.camunda.client.api.response.ActivatedJob;

/**
 * A job as an engine handed it out.
 *
 * @param activated what the engine says
 * @param engine mark of the engine: its keys mean nothing to another
 */
record TakenJob(ActivatedJob activated, String engine) {

  /** What the engine calls it. */
  long key() {
    return activated.getKey();
  }
}
