package io.waggle.embedded.projection;

import java.time.Instant;

/**
 * An incident, open or resolved.
 *
 * @param jobKey negative if it is not about a job
 */
public record Incident(
    long key,
    String errorType,
    String errorMessage,
    ProcessDefinition definition,
    long processInstanceKey,
    String elementId,
    long elementInstanceKey,
    long jobKey,
    Instant creation,
    boolean resolved) {
  Incident asResolved() {
    return new Incident(
        key,
        errorType,
        errorMessage,
        definition,
        processInstanceKey,
        elementId,
        elementInstanceKey,
        jobKey,
        creation,
        true);
  }
}
